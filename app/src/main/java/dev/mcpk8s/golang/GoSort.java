package dev.mcpk8s.golang;

import java.util.List;

/**
 * Sorts with the very steps of Go's {@code sort.Sort}, a pattern-defeating quicksort: which of two
 * equal elements comes first is decided by them, and kubectl shows it. An order that contradicts
 * itself does no harm.
 */
public final class GoSort<T> {

    private static final int LONGEST_INSERTION = 12;
    private static final int SHORTEST_NINTHER = 50;
    private static final int MOST_SWAPS = 12;
    private static final int SHORTEST_SHIFTING = 50;

    /** Whether the left stands before the right. */
    @FunctionalInterface
    public interface Less<T> {
        boolean test(T left, T right);
    }

    /** What choosing a pivot told about the order of the elements. */
    private enum Hint {
        UNKNOWN,
        INCREASING,
        DECREASING
    }

    private record Pivot(int at, Hint hint) {}

    private final List<T> list;
    private final Less<T> order;
    private int swaps;

    private GoSort(List<T> list, Less<T> order) {
        this.list = list;
        this.order = order;
    }

    /** Sorts the list in place. */
    public static <T> void sort(List<T> list, Less<T> order) {
        int size = list.size();
        new GoSort<>(list, order).quick(0, size, Integer.SIZE - Integer.numberOfLeadingZeros(size));
    }

    private boolean less(int i, int j) {
        return order.test(list.get(i), list.get(j));
    }

    private void swap(int i, int j) {
        list.set(i, list.set(j, list.get(i)));
    }

    private void quick(int start, int stop, int badPivotsLeft) {
        int from = start;
        int to = stop;
        int limit = badPivotsLeft;
        boolean balanced = true;
        boolean partitioned = true;
        while (to - from > LONGEST_INSERTION) {
            int length = to - from;
            if (limit == 0) {
                HeapSort.sort(from, to, this::less, this::swap);
                return;
            }
            if (!balanced) {
                breakPatterns(from, to);
                limit--;
            }
            Pivot pivot = ascendingPivot(from, to);
            boolean seemsSorted = balanced && partitioned && pivot.hint == Hint.INCREASING;
            if (seemsSorted && insertFew(from, to)) {
                return;
            }
            if (from > 0 && !less(from - 1, pivot.at)) {
                from = partitionEqual(from, to, pivot.at);
                continue;
            }
            int middle = partition(from, to, pivot.at);
            partitioned = middle < 0;
            middle = partitioned ? ~middle : middle;
            balanced = Math.min(middle - from, to - middle) >= length / 8;
            if (middle - from < to - middle) {
                quick(from, middle, limit);
                from = middle + 1;
            } else {
                quick(middle + 1, to, limit);
                to = middle;
            }
        }
        insert(from, to);
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            for (int j = i; j > from && less(j, j - 1); j--) {
                swap(j, j - 1);
            }
        }
    }

    /** Where the pivot came to stand; its complement when nothing had to be moved. */
    private int partition(int from, int to, int pivot) {
        swap(from, pivot);
        int i = from + 1;
        int j = to - 1;
        for (boolean moved = false; ; moved = true) {
            while (i <= j && less(i, from)) {
                i++;
            }
            while (i <= j && !less(j, from)) {
                j--;
            }
            if (i > j) {
                swap(j, from);
                return moved ? j : ~j;
            }
            swap(i++, j--);
        }
    }

    private int partitionEqual(int from, int to, int pivot) {
        swap(from, pivot);
        int i = from + 1;
        int j = to - 1;
        while (true) {
            while (i <= j && !less(from, i)) {
                i++;
            }
            while (i <= j && less(from, j)) {
                j--;
            }
            if (i > j) {
                return i;
            }
            swap(i++, j--);
        }
    }

    /** Tries to finish what is almost sorted; whether it did. */
    private boolean insertFew(int from, int to) {
        int i = from + 1;
        for (int step = 0; step < 5; step++) {
            while (i < to && !less(i, i - 1)) {
                i++;
            }
            if (i == to) {
                return true;
            }
            if (to - from < SHORTEST_SHIFTING) {
                return false;
            }
            swap(i, i - 1);
            if (i - from >= 2) {
                for (int j = i - 1; j >= 1 && less(j, j - 1); j--) {
                    swap(j, j - 1);
                }
            }
            if (to - i >= 2) {
                for (int j = i + 1; j < to && less(j, j - 1); j++) {
                    swap(j, j - 1);
                }
            }
        }
        return false;
    }

    private void breakPatterns(int from, int to) {
        int length = to - from;
        long random = length;
        int modulus = 1 << (Integer.SIZE - Integer.numberOfLeadingZeros(length));
        int middle = from + length / 4 * 2;
        for (int i = middle - 1; i <= middle + 1; i++) {
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            int other = (int) (random & (modulus - 1));
            swap(i, from + (other >= length ? other - length : other));
        }
    }

    /** A pivot, after turning round what seems to be sorted the other way. */
    private Pivot ascendingPivot(int from, int to) {
        Pivot pivot = choosePivot(from, to);
        if (pivot.hint != Hint.DECREASING) {
            return pivot;
        }
        reverse(from, to);
        return new Pivot(to - 1 - (pivot.at - from), Hint.INCREASING);
    }

    private Pivot choosePivot(int from, int to) {
        int length = to - from;
        int i = from + length / 4;
        int j = from + length / 4 * 2;
        int k = from + length / 4 * 3;
        swaps = 0;
        if (length >= SHORTEST_NINTHER) {
            i = median(i - 1, i, i + 1);
            j = median(j - 1, j, j + 1);
            k = median(k - 1, k, k + 1);
        }
        j = median(i, j, k);
        return new Pivot(
                j,
                swaps == 0
                        ? Hint.INCREASING
                        : swaps == MOST_SWAPS ? Hint.DECREASING : Hint.UNKNOWN);
    }

    private int median(int first, int second, int third) {
        int a = first;
        int b = second;
        if (less(b, a)) {
            swaps++;
            a = second;
            b = first;
        }
        if (less(third, b)) {
            swaps++;
            b = third;
        }
        if (less(b, a)) {
            swaps++;
            b = a;
        }
        return b;
    }

    private void reverse(int from, int to) {
        for (int i = from, j = to - 1; i < j; i++, j--) {
            swap(i, j);
        }
    }
}
