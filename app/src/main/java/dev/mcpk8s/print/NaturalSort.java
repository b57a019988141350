package dev.mcpk8s.print;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A merge sort for orders that contradict themselves, as some of Go's do: {@link List#sort} may
 * throw there.
 */
final class NaturalSort {

    private NaturalSort() {}

    /** A sorted copy; equal elements keep their order. */
    static <T> List<T> sorted(Collection<? extends T> elements, Comparator<? super T> order) {
        List<T> list = new ArrayList<>(elements);
        sort(list, 0, list.size(), order);
        return list;
    }

    private static <T> void sort(List<T> list, int from, int to, Comparator<? super T> order) {
        if (to - from <= 12) {
            insert(list, from, to, order);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(list, from, middle, order);
        sort(list, middle, to, order);
        List<T> left = new ArrayList<>(list.subList(from, middle));
        int l = 0;
        int r = middle;
        int at = from;
        while (l < left.size()) {
            boolean takeRight = r < to && order.compare(list.get(r), left.get(l)) < 0;
            list.set(at++, takeRight ? list.get(r++) : left.get(l++));
        }
    }

    private static <T> void insert(List<T> list, int from, int to, Comparator<? super T> order) {
        for (int i = from + 1; i < to; i++) {
            T moving = list.get(i);
            int at = i;
            while (at > from && order.compare(moving, list.get(at - 1)) < 0) {
                list.set(at, list.get(at - 1));
                at--;
            }
            list.set(at, moving);
        }
    }
}
