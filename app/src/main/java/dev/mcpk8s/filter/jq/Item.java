package dev.mcpk8s.filter.jq;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way through a program.
 *
 * @param path where it stands in the input; null where nobody asks
 */
record Item(Value value, @Nullable Path path) {

    /** Where output goes. */
    interface Sink {
        void accept(Item item);
    }

    /** A place in the input. */
    static final class Path {

        static final Path ROOT = new Path(null, Constants.NULL);

        /** Of what was computed and stands nowhere. */
        static final Path NOWHERE = new Path(null, Constants.NULL);

        private final @Nullable Path parent;
        private final Value key;

        private Path(@Nullable Path parent, Value key) {
            this.parent = parent;
            this.key = key;
        }

        Path then(Value next) {
            return new Path(this, next);
        }

        Value.Arr toValue() {
            Deque<Value> keys = new ArrayDeque<>();
            for (Path at = this; at.parent != null; at = at.parent) {
                keys.addFirst(at.key);
            }
            return Value.array(new ArrayList<>(keys));
        }
    }

    static Item of(Value value) {
        return new Item(value, null);
    }

    /** Another value, that was computed from this one. */
    Item computed(Value result) {
        return new Item(result, path == null ? null : Path.NOWHERE);
    }

    /** What stands in this one. */
    Item child(Value key, Value result) {
        return new Item(result, path == null ? null : path.then(key));
    }

    /** The same, without a trace of where it stands. */
    Item untraced() {
        return path == null ? this : new Item(value, null);
    }

    /**
     * @throws JqError when a path is asked for and this has none
     */
    void requirePath() {
        if (path == Path.NOWHERE) {
            throw new JqError("Invalid path expression with result " + JsonText.brief(value));
        }
    }
}
