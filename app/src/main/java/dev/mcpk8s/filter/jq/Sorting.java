package dev.mcpk8s.filter.jq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Arrays in the order of their items, or of keys that go with them. */
final class Sorting {

    private Sorting() {}

    private record Keyed(Value key, Value value) {}

    private static List<Keyed> keyed(Value value, Value keys, Budget budget) {
        List<Value> items = Collections.array(value);
        List<Value> by = Collections.array(keys);
        budget.make(32L * items.size());
        List<Keyed> keyed = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            keyed.add(new Keyed(by.get(i), items.get(i)));
        }
        return keyed;
    }

    private static List<Keyed> sortedKeyed(Value value, Value keys, Budget budget) {
        List<Keyed> keyed = keyed(value, keys, budget);
        sort(keyed, Comparator.comparing(Keyed::key, ValueOrder.within(budget)));
        return keyed;
    }

    /** NaN is below itself, which the library's sort would call a broken order. */
    private static void sort(List<Keyed> keyed, Comparator<Keyed> order) {
        keyed.sort(
                (a, b) ->
                        order.compare(a, b) < 0
                                ? order.compare(b, a) < 0 ? 0 : -1
                                : order.compare(b, a) < 0 ? 1 : 0);
    }

    static Value sorted(Value value, Value keys, Budget budget) {
        List<Value> sorted = new ArrayList<>();
        sortedKeyed(value, keys, budget).forEach(item -> sorted.add(item.value()));
        return Value.array(sorted);
    }

    static Value grouped(Value value, Value keys, Budget budget) {
        List<Value> groups = new ArrayList<>();
        List<Value> group = new ArrayList<>();
        Value key = Constants.NULL;
        for (Keyed item : sortedKeyed(value, keys, budget)) {
            if (!group.isEmpty() && !ValueOrder.same(key, item.key(), budget)) {
                budget.make(48);
                groups.add(Value.array(group));
                group = new ArrayList<>();
            }
            key = item.key();
            group.add(item.value());
        }
        if (!group.isEmpty()) {
            groups.add(Value.array(group));
        }
        return Value.array(groups);
    }

    static Value extreme(Value value, Value keys, boolean greatest, Budget budget) {
        Keyed best = null;
        for (Keyed item : keyed(value, keys, budget)) {
            int order = best == null ? 0 : ValueOrder.compare(item.key(), best.key(), budget);
            if (best == null || (greatest ? order >= 0 : order < 0)) {
                best = item;
            }
        }
        return best == null ? Constants.NULL : best.value();
    }
}
