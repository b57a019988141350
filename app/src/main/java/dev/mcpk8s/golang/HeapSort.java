package dev.mcpk8s.golang;

/** What Go's sort falls back to when its pivots keep being bad. */
final class HeapSort {

    /** Whether the element at the first place stands before the one at the second. */
    @FunctionalInterface
    interface Less {
        boolean test(int left, int right);
    }

    /** Exchanges two elements. */
    @FunctionalInterface
    interface Swap {
        void exchange(int left, int right);
    }

    private final int first;
    private final Less less;
    private final Swap swap;

    private HeapSort(int first, Less less, Swap swap) {
        this.first = first;
        this.less = less;
        this.swap = swap;
    }

    static void sort(int from, int to, Less less, Swap swap) {
        HeapSort heap = new HeapSort(from, less, swap);
        int length = to - from;
        for (int root = (length - 1) / 2; root >= 0; root--) {
            heap.siftDown(root, length);
        }
        for (int end = length - 1; end >= 0; end--) {
            swap.exchange(from, from + end);
            heap.siftDown(0, end);
        }
    }

    private void siftDown(int from, int end) {
        int root = from;
        for (int child = 2 * root + 1; child < end; child = 2 * root + 1) {
            if (child + 1 < end && less.test(first + child, first + child + 1)) {
                child++;
            }
            if (!less.test(first + root, first + child)) {
                return;
            }
            swap.exchange(first + root, first + child);
            root = child;
        }
    }
}
