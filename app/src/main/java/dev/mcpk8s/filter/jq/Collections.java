package dev.mcpk8s.filter.jq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Built-in functions about arrays and objects. */
final class Collections {

    private Collections() {}

    static void add(Map<String, Natives.Native> all) {
        all.put("length/0", (in, _, _) -> length(in));
        all.put("keys/0", (in, _, budget) -> keys(in, true, budget));
        all.put("keys_unsorted/0", (in, _, budget) -> keys(in, false, budget));
        all.put("has/1", (in, args, _) -> has(in, args.getFirst()));
        all.put(
                "contains/1",
                (in, args, budget) -> Value.of(ValueOrder.contains(in, args.getFirst(), budget)));
        all.put("add/0", (in, _, budget) -> sum(in, budget));
        all.put("flatten/0", (in, _, budget) -> flatten(in, Integer.MAX_VALUE, budget));
        all.put("flatten/1", (in, args, budget) -> flatten(in, depth(args.getFirst()), budget));
        all.put("reverse/0", Collections::reverse);
        all.put("join/1", Collections::join);
        all.put("transpose/0", (in, _, budget) -> transpose(in, budget));
        all.put("explode/0", Collections::explode);
        all.put("implode/0", Collections::implode);
        all.put("indices/1", (in, args, budget) -> Searching.indices(in, args.getFirst(), budget));
        all.put("sort/0", (in, _, budget) -> Sorting.sorted(in, in, budget));
        all.put("_sort_by/1", (in, args, budget) -> Sorting.sorted(in, args.getFirst(), budget));
        all.put("_group_by/1", (in, args, budget) -> Sorting.grouped(in, args.getFirst(), budget));
        all.put(
                "unique/0",
                (in, _, budget) -> {
                    List<Value> firsts = new ArrayList<>();
                    for (Value group : array(Sorting.grouped(in, in, budget))) {
                        firsts.add(array(group).getFirst());
                    }
                    return Value.array(firsts);
                });
        all.put("min/0", (in, _, budget) -> Sorting.extreme(in, in, false, budget));
        all.put("max/0", (in, _, budget) -> Sorting.extreme(in, in, true, budget));
        all.put(
                "_min_by/1",
                (in, args, budget) -> Sorting.extreme(in, args.getFirst(), false, budget));
        all.put(
                "_max_by/1",
                (in, args, budget) -> Sorting.extreme(in, args.getFirst(), true, budget));
    }

    static List<Value> array(Value value) {
        if (value instanceof Value.Arr(List<Value> items, long _, int _)) {
            return items;
        }
        throw new JqError(JsonText.described(value) + " cannot be sorted, as it is not an array");
    }

    private static Value length(Value value) {
        return switch (value) {
            case Value.Null _ -> Value.of(0.0);
            case Value.Bool _ -> throw new JqError(JsonText.described(value) + " has no length");
            case Value.Num(double number) -> Value.of(Math.abs(number));
            case Value.Str(String text) -> Value.of((double) text.codePointCount(0, text.length()));
            case Value.Arr arr -> Value.of((double) arr.items().size());
            case Value.Obj obj -> Value.of((double) obj.members().size());
        };
    }

    private static Value keys(Value value, boolean sorted, Budget budget) {
        List<Value> keys = new ArrayList<>();
        switch (value) {
            case Value.Obj obj -> {
                budget.make(72L * obj.members().size());
                List<String> names =
                        sorted
                                ? ValueOrder.sortedKeys(obj, budget)
                                : new ArrayList<>(obj.members().keySet());
                names.forEach(name -> keys.add(Value.of(name)));
            }
            case Value.Arr arr -> {
                budget.make(32L * arr.items().size());
                for (int i = 0; i < arr.items().size(); i++) {
                    keys.add(Value.of((double) i));
                }
            }
            default -> throw new JqError(JsonText.described(value) + " has no keys");
        }
        return Value.array(keys);
    }

    private static Value has(Value value, Value key) {
        if (value instanceof Value.Obj obj && key instanceof Value.Str(String name)) {
            return Value.of(obj.members().containsKey(name));
        }
        if (value instanceof Value.Arr arr && key instanceof Value.Num(double at)) {
            return Value.of(at >= 0 && at < arr.items().size());
        }
        if (value instanceof Value.Null && (key instanceof Value.Str || key instanceof Value.Num)) {
            return Value.of(false);
        }
        throw new JqError(
                "Cannot check whether "
                        + value.type()
                        + " has a "
                        + (key instanceof Value.Str ? "string" : key.type())
                        + " key");
    }

    /** As a fold, but texts, arrays and objects are put together in one go. */
    private static Value sum(Value value, Budget budget) {
        List<Value> items =
                switch (value) {
                    case Value.Arr arr -> arr.items();
                    case Value.Obj obj -> List.copyOf(obj.members().values());
                    default -> throw Access.cannotIterate(value);
                };
        budget.step(items.size());
        if (items.size() > 2 && items.stream().allMatch(Value.Str.class::isInstance)) {
            StringBuilder text = new StringBuilder();
            for (Value item : items) {
                String part = ((Value.Str) item).text();
                budget.make(part.length());
                text.append(part);
            }
            return Arithmetic.text(text.toString());
        }
        if (items.size() > 2 && items.stream().allMatch(Value.Arr.class::isInstance)) {
            return flatten(value instanceof Value.Arr ? value : Value.array(items), 1, budget);
        }
        if (items.size() > 2 && items.stream().allMatch(Value.Obj.class::isInstance)) {
            Map<String, Value> members = new LinkedHashMap<>();
            for (Value item : items) {
                Map<String, Value> more = ((Value.Obj) item).members();
                budget.make(80L * more.size());
                members.putAll(more);
            }
            return Value.object(members);
        }
        Value sum = Constants.NULL;
        for (Value item : items) {
            sum = Arithmetic.plus(sum, item, budget);
        }
        return sum;
    }

    private static int depth(Value value) {
        if (value instanceof Value.Num(double number)) {
            if (number < 0) {
                throw new JqError("flatten depth must not be negative");
            }
            return (int) Math.min(number, Integer.MAX_VALUE);
        }
        throw new JqError("flatten depth must not be negative");
    }

    private static Value flatten(Value value, int depth, Budget budget) {
        List<Value> flat = new ArrayList<>();
        if (value instanceof Value.Obj obj) {
            flatten(List.copyOf(obj.members().values()), depth, flat, budget);
        } else if (value instanceof Value.Arr arr) {
            flatten(arr.items(), depth, flat, budget);
        } else {
            throw Access.cannotIterate(value);
        }
        return Value.array(flat);
    }

    private static void flatten(List<Value> items, int depth, List<Value> flat, Budget budget) {
        for (Value item : items) {
            if (depth > 0 && item instanceof Value.Arr inner) {
                budget.step(1);
                flatten(inner.items(), depth - 1, flat, budget);
            } else {
                budget.make(8);
                budget.step(1);
                flat.add(item);
            }
        }
    }

    private static Value reverse(Value value, List<Value> none, Budget budget) {
        return switch (value) {
            case Value.Null _ -> Value.array(List.of());
            case Value.Str(String text) -> {
                budget.make(text.length());
                yield text.isEmpty()
                        ? Value.array(none)
                        : Value.of(new StringBuilder(text).reverse().toString());
            }
            case Value.Arr arr -> {
                budget.make(8L * arr.items().size());
                yield Value.array(List.copyOf(arr.items().reversed()));
            }
            default -> throw Access.cannotIndex(value, Value.of(0.0));
        };
    }

    private static Value join(Value value, List<Value> arguments, Budget budget) {
        if (!(value instanceof Value.Arr(List<Value> items, long _, int _))) {
            throw Access.cannotIterate(value);
        }
        if (items.isEmpty()) {
            return Value.of("");
        }
        String separator = Natives.text(arguments.getFirst(), "added");
        StringBuilder text = new StringBuilder();
        boolean first = true;
        for (Value item : items) {
            if (item instanceof Value.Arr || item instanceof Value.Obj) {
                throw new JqError(
                        JsonText.described(Value.of(text.toString()))
                                + " and "
                                + JsonText.described(item)
                                + " cannot be added");
            }
            String part = item instanceof Value.Null ? "" : Formats.text(item);
            text.append(first ? "" : separator).append(part);
            first = false;
            budget.make((long) separator.length() + part.length());
        }
        return Arithmetic.text(text.toString());
    }

    private static Value transpose(Value value, Budget budget) {
        List<Value> rows = array(value);
        int width = 0;
        for (Value row : rows) {
            width = Math.max(width, array(row).size());
        }
        List<Value> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            budget.make(8L * rows.size() + 48);
            List<Value> column = new ArrayList<>();
            for (Value row : rows) {
                column.add(i < array(row).size() ? array(row).get(i) : Constants.NULL);
            }
            columns.add(Value.array(column));
        }
        return Value.array(columns);
    }

    private static Value explode(Value value, List<Value> none, Budget budget) {
        String text = Natives.text(value, "exploded");
        budget.make(32L * text.length() + none.size());
        List<Value> points = new ArrayList<>();
        text.codePoints().forEach(c -> points.add(Value.of((double) c)));
        return Value.array(points);
    }

    private static Value implode(Value value, List<Value> none, Budget budget) {
        if (!(value instanceof Value.Arr(List<Value> items, long _, int _))) {
            throw new JqError(JsonText.described(value) + " cannot be imploded");
        }
        StringBuilder text = new StringBuilder();
        budget.make(items.size() + none.size());
        for (Value item : items) {
            if (!(item instanceof Value.Num(double point))) {
                throw new JqError("Unicode codepoint must be numeric");
            }
            text.appendCodePoint(Character.isValidCodePoint((int) point) ? (int) point : 0xFFFD);
        }
        return Value.of(text.toString());
    }
}
