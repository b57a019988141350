package dev.mcpk8s.filter.jq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** jq's order of all values: null, false, true, numbers, strings, arrays, objects. */
final class ValueOrder {

    /** By code point. */
    static final Comparator<String> TEXT = ValueOrder::texts;

    private ValueOrder() {}

    /** The order, its work counted. */
    static Comparator<Value> within(Budget budget) {
        return (left, right) -> compare(left, right, budget);
    }

    static boolean same(Value left, Value right, Budget budget) {
        return compare(left, right, budget) == 0;
    }

    static int compare(Value left, Value right, Budget budget) {
        budget.step(1);
        int kinds = Integer.compare(rank(left), rank(right));
        if (kinds != 0 || (left == right && !(left instanceof Value.Num))) {
            return kinds;
        }
        if (left instanceof Value.Num(double a) && right instanceof Value.Num(double b)) {
            return numbers(a, b);
        }
        if (left instanceof Value.Str(String a) && right instanceof Value.Str(String b)) {
            budget.step(Math.min(a.length(), b.length()) >> 6);
            return texts(a, b);
        }
        if (left instanceof Value.Arr a && right instanceof Value.Arr b) {
            return arrays(a.items(), b.items(), budget);
        }
        if (left instanceof Value.Obj a && right instanceof Value.Obj b) {
            return objects(a, b, budget);
        }
        return 0;
    }

    /** Not a number is below every number, itself included. */
    private static int numbers(double a, double b) {
        if (Double.isNaN(a)) {
            return -1;
        }
        return a < b ? -1 : a == b ? 0 : 1;
    }

    private static int texts(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int arrays(List<Value> a, List<Value> b, Budget budget) {
        Iterator<Value> others = b.iterator();
        for (Value item : a) {
            if (!others.hasNext()) {
                return 1;
            }
            int order = compare(item, others.next(), budget);
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private static int objects(Value.Obj a, Value.Obj b, Budget budget) {
        List<String> keys = sortedKeys(a, budget);
        int order = 0;
        Iterator<String> others = sortedKeys(b, budget).iterator();
        for (String key : keys) {
            order = others.hasNext() ? texts(key, others.next()) : 1;
            if (order != 0) {
                return order;
            }
        }
        if (others.hasNext()) {
            return -1;
        }
        for (String key : keys) {
            order = compare(member(a, key), member(b, key), budget);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    static List<String> sortedKeys(Value.Obj object, Budget budget) {
        budget.step(object.members().size());
        List<String> keys = new ArrayList<>(object.members().keySet());
        keys.sort(TEXT);
        return keys;
    }

    /** null where there is none. */
    static Value member(Value.Obj object, String key) {
        return object.members().getOrDefault(key, Constants.NULL);
    }

    private static int rank(Value value) {
        return switch (value) {
            case Value.Null _ -> 0;
            case Value.Bool(boolean bool) -> bool ? 2 : 1;
            case Value.Num _ -> 3;
            case Value.Str _ -> 4;
            case Value.Arr _ -> 5;
            case Value.Obj _ -> 6;
        };
    }

    /** Whether the first has all that the second has. */
    static boolean contains(Value whole, Value part, Budget budget) {
        budget.step(1);
        if (whole instanceof Value.Obj a && part instanceof Value.Obj b) {
            for (Map.Entry<String, Value> member : b.members().entrySet()) {
                Value there = a.members().get(member.getKey());
                if (there == null || !contains(there, member.getValue(), budget)) {
                    return false;
                }
            }
            return true;
        }
        if (whole instanceof Value.Arr a && part instanceof Value.Arr b) {
            return b.items().stream()
                    .allMatch(
                            wanted ->
                                    a.items().stream()
                                            .anyMatch(
                                                    item ->
                                                            item.type().equals(wanted.type())
                                                                    && contains(
                                                                            item, wanted, budget)));
        }
        if (whole instanceof Value.Str(String a) && part instanceof Value.Str(String b)) {
            // The worst that looking for one text in another can cost.
            budget.step(((long) a.length() * b.length()) >> 7);
            return a.contains(b);
        }
        if (whole.type().equals(part.type())) {
            return same(whole, part, budget);
        }
        throw new JqError(
                JsonText.described(whole)
                        + " and "
                        + JsonText.described(part)
                        + " cannot have their containment checked");
    }
}
