package dev.mcpk8s.filter.jq;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into values. */
final class Access {

    private final Budget budget;

    Access(Budget budget) {
        this.budget = budget;
    }

    /** The key that a slice is. */
    static Value range(Value from, Value to) {
        Map<String, Value> bounds = new LinkedHashMap<>();
        bounds.put("start", from);
        bounds.put("end", to);
        return Value.object(bounds);
    }

    Item index(Item target, Value key) {
        target.requirePath();
        return target.child(key, get(target.value(), key));
    }

    void iterate(Item target, Item.Sink out) {
        target.requirePath();
        long made = budget.made();
        switch (target.value()) {
            case Value.Arr arr -> {
                List<Value> items = arr.items();
                for (int i = 0; i < items.size(); i++) {
                    budget.step(1);
                    out.accept(target.child(Value.of((double) i), items.get(i)));
                    budget.forget(made);
                }
            }
            case Value.Obj obj -> {
                for (Map.Entry<String, Value> member : obj.members().entrySet()) {
                    budget.step(1);
                    out.accept(target.child(Value.of(member.getKey()), member.getValue()));
                    budget.forget(made);
                }
            }
            default -> throw cannotIterate(target.value());
        }
    }

    static JqError cannotIterate(Value value) {
        return new JqError("Cannot iterate over " + JsonText.described(value));
    }

    Value get(Value target, Value key) {
        return switch (key) {
            case Value.Str(String name) when target instanceof Value.Obj obj ->
                    ValueOrder.member(obj, name);
            case Value.Num(double at) when target instanceof Value.Arr arr -> item(arr, at);
            case Value.Obj slice when target instanceof Value.Arr || target instanceof Value.Str ->
                    slice(target, slice);
            case Value.Arr part when target instanceof Value.Arr arr ->
                    Searching.indices(arr, part, budget);
            case Value.Str _, Value.Num _, Value.Obj _ when target instanceof Value.Null ->
                    Constants.NULL;
            default -> throw cannotIndex(target, key);
        };
    }

    static JqError cannotIndex(Value target, Value key) {
        String what =
                key instanceof Value.Str(String name) ? "string \"" + name + "\"" : key.type();
        return new JqError("Cannot index " + target.type() + " with " + what);
    }

    /** Between two items there is nothing. */
    private static Value item(Value.Arr arr, double at) {
        double index = at < 0 ? at + arr.items().size() : at;
        return at == Math.rint(at) && index >= 0 && index < arr.items().size()
                ? arr.items().get((int) index)
                : Constants.NULL;
    }

    private Value slice(Value target, Value.Obj slice) {
        if (target instanceof Value.Str(String text)) {
            int length = text.codePointCount(0, text.length());
            int[] bounds = bounds(slice, length);
            budget.make(text.length());
            return Value.of(
                    text.substring(
                            text.offsetByCodePoints(0, bounds[0]),
                            text.offsetByCodePoints(0, bounds[1])));
        }
        List<Value> items = ((Value.Arr) target).items();
        int[] bounds = bounds(slice, items.size());
        budget.make(8L * (bounds[1] - bounds[0]));
        return Value.array(List.copyOf(items.subList(bounds[0], bounds[1])));
    }

    /** From and to, in order and within the length. */
    static int[] bounds(Value.Obj slice, int length) {
        double from = bound(slice.members().get("start"), 0, length);
        double to = bound(slice.members().get("end"), length, length);
        int start = (int) Math.clamp(Math.floor(from), 0, length);
        int end = (int) Math.clamp(Math.ceil(to), 0, length);
        return new int[] {start, Math.max(start, end)};
    }

    /**
     * @param value null where the key says nothing of it, which makes it no slice
     */
    private static double bound(@Nullable Value value, int otherwise, int length) {
        return switch (value) {
            case Value.Null _ -> otherwise;
            case Value.Num(double number) -> number < 0 ? number + length : number;
            case null, default ->
                    throw new JqError("Start and end indices of an array slice must be numbers");
        };
    }
}
