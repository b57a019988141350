package dev.mcpk8s.verb.get;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * Pattern-defeating quicksort with the very choices of Go's {@code sort.Sort}. It is not stable:
 * where keys are equal, the order kubectl prints is decided by these choices, so they are repeated
 * here.
 */
final class GoSort<T> {

    private static final int LONGEST_INSERTION = 12;
    private static final int SHORTEST_NINTHER = 50;
    private static final int SHORTEST_SHIFTING = 50;
    private static final int MOST_SHIFTS = 5;
    private static final int ALL_SWAPPED = 12;

    private final List<T> data;
    private final BiPredicate<T, T> less;
    private int swaps;

    private GoSort(List<T> data, BiPredicate<T, T> less) {
        this.data = data;
        this.less = less;
    }

    /** Sorts in place. */
    static <T> void sort(List<T> data, BiPredicate<T, T> less) {
        int size = data.size();
        if (size > 1) {
            int limit = Integer.SIZE - Integer.numberOfLeadingZeros(size);
            new GoSort<>(data, less).sort(0, size, limit);
        }
    }

    private void sort(int from, int to, int badPivotsLeft) {
        int a = from;
        int b = to;
        int limit = badPivotsLeft;
        boolean balanced = true;
        boolean partitioned = true;
        while (b - a > LONGEST_INSERTION) {
            if (limit == 0) {
                heapSort(a, b);
                return;
            }
            limit -= balanced ? 0 : scatter(a, b);
            int pivot = choosePivot(a, b);
            if (swaps == ALL_SWAPPED) {
                reverse(a, b);
                pivot = b - 1 - (pivot - a);
                swaps = 0;
            }
            if (balanced && partitioned && swaps == 0 && sortNearlySorted(a, b)) {
                return;
            }
            if (a > 0 && !less(a - 1, pivot)) {
                a = partitionEqual(a, b, pivot);
                continue;
            }
            partitioned = isPartitioned(a, b, pivot);
            int middle = partition(a, b, pivot);
            balanced = Math.min(middle - a, b - middle) >= (b - a) / 8;
            if (middle - a < b - middle) {
                sort(a, middle, limit);
                a = middle + 1;
            } else {
                sort(middle + 1, b, limit);
                b = middle;
            }
        }
        insertionSort(a, b);
    }

    private void insertionSort(int a, int b) {
        for (int i = a + 1; i < b; i++) {
            sinkLeft(i, a);
        }
    }

    /** Moves an element to the left until it meets one that is not greater. */
    private void sinkLeft(int from, int leftmost) {
        for (int j = from; j > leftmost && less(j, j - 1); j--) {
            swap(j, j - 1);
        }
    }

    private void heapSort(int a, int b) {
        int size = b - a;
        for (int root = (size - 1) / 2; root >= 0; root--) {
            siftDown(root, size, a);
        }
        for (int last = size - 1; last >= 0; last--) {
            swap(a, a + last);
            siftDown(0, last, a);
        }
    }

    private void siftDown(int start, int size, int first) {
        int root = start;
        for (int child = 2 * root + 1; child < size; child = 2 * root + 1) {
            if (child + 1 < size && less(first + child, first + child + 1)) {
                child++;
            }
            if (!less(first + root, first + child)) {
                return;
            }
            swap(first + root, first + child);
            root = child;
        }
    }

    /** Whether smaller elements already stand before all others; nothing is moved in the end. */
    private boolean isPartitioned(int a, int b, int pivot) {
        swap(a, pivot);
        int i = a + 1;
        int j = b - 1;
        while (i <= j && less(i, a)) {
            i++;
        }
        while (i <= j && !less(j, a)) {
            j--;
        }
        swap(a, pivot);
        return i > j;
    }

    private int partition(int a, int b, int pivot) {
        swap(a, pivot);
        int i = a + 1;
        int j = b - 1;
        while (true) {
            while (i <= j && less(i, a)) {
                i++;
            }
            while (i <= j && !less(j, a)) {
                j--;
            }
            if (i > j) {
                swap(j, a);
                return j;
            }
            swap(i++, j--);
        }
    }

    /** Elements equal to the pivot to the front; none is smaller. */
    private int partitionEqual(int a, int b, int pivot) {
        swap(a, pivot);
        int i = a + 1;
        int j = b - 1;
        while (true) {
            while (i <= j && !less(a, i)) {
                i++;
            }
            while (i <= j && less(a, j)) {
                j--;
            }
            if (i > j) {
                return i;
            }
            swap(i++, j--);
        }
    }

    private boolean sortNearlySorted(int a, int b) {
        int i = a + 1;
        for (int shifts = 0; shifts < MOST_SHIFTS; shifts++) {
            while (i < b && !less(i, i - 1)) {
                i++;
            }
            if (i == b) {
                return true;
            }
            if (b - a < SHORTEST_SHIFTING) {
                return false;
            }
            swap(i, i - 1);
            if (i - a >= 2) {
                sinkLeft(i - 1, 0);
            }
            for (int j = i + 1; j < b && less(j, j - 1); j++) {
                swap(j, j - 1);
            }
        }
        return false;
    }

    /** Breaks patterns with numbers that only look random: the same ones every time. */
    private int scatter(int a, int b) {
        int length = b - a;
        long random = length;
        int mask = (1 << (Integer.SIZE - Integer.numberOfLeadingZeros(length))) - 1;
        int middle = a + length / 4 * 2;
        for (int i = middle - 1; i <= middle + 1; i++) {
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            int other = (int) (random & mask);
            swap(i, a + (other >= length ? other - length : other));
        }
        return 1;
    }

    /** Also counts in {@link #swaps} how far the sampled elements were out of order. */
    private int choosePivot(int a, int b) {
        swaps = 0;
        int quarter = (b - a) / 4;
        int i = a + quarter;
        int j = a + quarter * 2;
        int k = a + quarter * 3;
        if (b - a >= SHORTEST_NINTHER) {
            i = median(i - 1, i, i + 1);
            j = median(j - 1, j, j + 1);
            k = median(k - 1, k, k + 1);
        }
        return median(i, j, k);
    }

    private int median(int first, int second, int third) {
        int low = first;
        int middle = second;
        int high = third;
        if (less(middle, low)) {
            swaps++;
            int other = low;
            low = middle;
            middle = other;
        }
        if (less(high, middle)) {
            swaps++;
            middle = high;
        }
        if (less(middle, low)) {
            swaps++;
            middle = low;
        }
        return middle;
    }

    private void reverse(int a, int b) {
        for (int i = a, j = b - 1; i < j; i++, j--) {
            swap(i, j);
        }
    }

    private boolean less(int left, int right) {
        return less.test(data.get(left), data.get(right));
    }

    private void swap(int left, int right) {
        T other = data.get(left);
        data.set(left, data.get(right));
        data.set(right, other);
    }
}
