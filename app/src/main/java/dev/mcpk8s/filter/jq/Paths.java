package dev.mcpk8s.filter.jq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and changes values at paths. A change is a new value that shares what stayed. */
final class Paths {

    /** An array may be filled up to here by setting its last element. */
    private static final int LONGEST = 1 << 20;

    private final Budget budget;
    private final Access access;

    Paths(Budget budget, Access access) {
        this.budget = budget;
        this.access = access;
    }

    Value get(Value root, List<Value> path) {
        Value value = root;
        for (Value key : path) {
            budget.step(1);
            if (value instanceof Value.Null) {
                return Constants.NULL;
            }
            value = access.get(value, key);
        }
        return value;
    }

    Value set(Value root, List<Value> path, Value value) {
        if (path.isEmpty()) {
            return value;
        }
        if (path.size() > Value.DEEPEST) {
            throw Budget.tooDeep();
        }
        Value key = path.getFirst();
        Value child = root instanceof Value.Null ? Constants.NULL : access.get(root, key);
        return put(root, key, set(child, path.subList(1, path.size()), value));
    }

    private Value put(Value root, Value key, Value child) {
        switch (key) {
            case Value.Str(String name) when root instanceof Value.Obj obj -> {
                budget.make(80L * (obj.members().size() + 1));
                return Value.with(obj, name, child);
            }
            case Value.Str(String name) when root instanceof Value.Null -> {
                budget.make(160);
                return Value.object(Map.of(name, child));
            }
            case Value.Num(double at) when root instanceof Value.Arr arr -> {
                return put(arr.items(), at, child);
            }
            case Value.Num(double at) when root instanceof Value.Null -> {
                return put(List.of(), at, child);
            }
            case Value.Obj slice when root instanceof Value.Arr arr -> {
                return splice(arr.items(), slice, child);
            }
            case Value.Obj slice when root instanceof Value.Null -> {
                return splice(List.of(), slice, child);
            }
            default -> throw Access.cannotIndex(root, key);
        }
    }

    private Value put(List<Value> items, double at, Value child) {
        double whole = at < 0 ? Math.ceil(at) : Math.floor(at);
        double index = whole < 0 ? whole + items.size() : whole;
        if (index < 0) {
            throw new JqError("Out of bounds negative array index");
        }
        if (!(index < LONGEST + items.size())) {
            throw Value.tooHeavy();
        }
        budget.make(8L * Math.max(items.size(), (long) index + 1));
        List<Value> changed = new ArrayList<>(items);
        while (changed.size() <= index) {
            changed.add(Constants.NULL);
        }
        changed.set((int) index, child);
        return Value.array(changed);
    }

    private Value splice(List<Value> items, Value.Obj slice, Value child) {
        if (!(child instanceof Value.Arr(List<Value> part, long _, int _))) {
            throw new JqError("A slice of an array can only be assigned another array");
        }
        int[] bounds = Access.bounds(slice, items.size());
        budget.make(8L * (items.size() + part.size()));
        List<Value> changed = new ArrayList<>(items.subList(0, bounds[0]));
        changed.addAll(part);
        changed.addAll(items.subList(bounds[1], items.size()));
        return Value.array(changed);
    }

    /**
     * @param paths arrays; those behind go first, so that none moves another
     */
    Value delete(Value root, List<Value> paths) {
        List<Value> sorted = new ArrayList<>(paths);
        sorted.sort(ValueOrder.within(budget).reversed());
        Value result = root;
        for (Value path : sorted) {
            if (!(path instanceof Value.Arr keys)) {
                throw new JqError("Path must be specified as an array");
            }
            if (keys.items().isEmpty()) {
                return Constants.NULL;
            }
            if (keys.items().size() > Value.DEEPEST) {
                throw Budget.tooDeep();
            }
            result = delete(result, keys.items(), 0);
        }
        return result;
    }

    private Value delete(Value root, List<Value> path, int at) {
        Value key = path.get(at);
        if (root instanceof Value.Null) {
            return root;
        }
        if (at + 1 == path.size()) {
            return remove(root, key);
        }
        Value child = access.get(root, key);
        return child instanceof Value.Null ? root : put(root, key, delete(child, path, at + 1));
    }

    private Value remove(Value root, Value key) {
        if (root instanceof Value.Obj obj && key instanceof Value.Str(String name)) {
            budget.make(80L * obj.members().size());
            Map<String, Value> left = new LinkedHashMap<>(obj.members());
            left.remove(name);
            return Value.object(left);
        }
        if (root instanceof Value.Arr array && key instanceof Value.Obj slice) {
            budget.make(8L * array.items().size());
            return splice(array.items(), slice, Value.array(List.of()));
        }
        if (root instanceof Value.Arr array && key instanceof Value.Num(double at)) {
            budget.make(8L * array.items().size());
            return without(array, at);
        }
        String what = root instanceof Value.Obj ? "field" : "element";
        throw new JqError(
                "Cannot delete " + what + " at " + root.type() + " index of " + key.type());
    }

    private static Value without(Value.Arr array, double at) {
        int size = array.items().size();
        double index = at < 0 ? Math.floor(at) + size : Math.floor(at);
        if (index < 0 || index >= size) {
            return array;
        }
        List<Value> left = new ArrayList<>(array.items());
        left.remove((int) index);
        return Value.array(left);
    }
}
