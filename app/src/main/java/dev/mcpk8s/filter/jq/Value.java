package dev.mcpk8s.filter.jq;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value that never changes. What is too heavy or too deep is never made. */
sealed interface Value {

    /** About so many bytes may one value have, what it shares with others counted again. */
    long MOST_WEIGHT = 128L << 20;

    /** jq's own limit for what it reads; here also for what programs build. */
    int DEEPEST = 256;

    record Null() implements Value {}

    record Bool(boolean value) implements Value {}

    record Num(double value) implements Value {}

    record Str(String text) implements Value {}

    /** An array; made by {@link Value#array}. */
    record Arr(List<Value> items, long weight, int depth) implements Value {}

    /** An object, its members in the order in which they came; made by {@link Value#object}. */
    record Obj(Map<String, Value> members, long weight, int depth) implements Value {}

    /** About its size in memory, in bytes. */
    default long weight() {
        return switch (this) {
            case Null _, Bool _ -> 8;
            case Num _ -> 24;
            case Str(String text) -> 56 + text.length();
            case Arr arr -> arr.weight;
            case Obj obj -> obj.weight;
        };
    }

    default int depth() {
        return switch (this) {
            case Arr arr -> arr.depth;
            case Obj obj -> obj.depth;
            default -> 0;
        };
    }

    default String type() {
        return switch (this) {
            case Null _ -> "null";
            case Bool _ -> "boolean";
            case Num _ -> "number";
            case Str _ -> "string";
            case Arr _ -> "array";
            case Obj _ -> "object";
        };
    }

    default boolean isTrue() {
        return !(this instanceof Null) && !equals(Constants.FALSE);
    }

    static Value of(boolean value) {
        return value ? Constants.TRUE : Constants.FALSE;
    }

    static Value of(double value) {
        return new Num(value);
    }

    static Value of(String text) {
        return new Str(text);
    }

    /**
     * @param items not to be changed afterwards
     * @throws CommandException when it would be too heavy or too deep
     */
    static Arr array(List<Value> items) {
        return new Arr(
                Collections.unmodifiableList(items),
                weigh(40 + 8L * items.size(), items),
                depth(items));
    }

    /**
     * @param members not to be changed afterwards
     * @throws CommandException when it would be too heavy or too deep
     */
    static Obj object(Map<String, Value> members) {
        long keys = 64;
        for (String key : members.keySet()) {
            keys += 80 + key.length();
        }
        return new Obj(
                Collections.unmodifiableMap(members),
                weigh(keys, members.values()),
                depth(members.values()));
    }

    /** The object with one member more, or another one. */
    static Obj with(Obj object, String key, Value value) {
        Map<String, Value> members = new LinkedHashMap<>(object.members());
        members.put(key, value);
        return object(members);
    }

    private static long weigh(long own, Collection<Value> children) {
        long weight = own;
        for (Value child : children) {
            weight += child.weight();
            if (weight > MOST_WEIGHT) {
                throw tooHeavy();
            }
        }
        return weight;
    }

    private static int depth(Collection<Value> children) {
        int deepest = 0;
        for (Value child : children) {
            deepest = Math.max(deepest, child.depth());
        }
        if (deepest >= DEEPEST) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "jq: a value is nested deeper than " + DEEPEST + " levels");
        }
        return deepest + 1;
    }

    static CommandException tooHeavy() {
        return new CommandException(
                ErrorCode.COMMAND_FAILED, "jq: the program needs more memory than it may have");
    }
}
