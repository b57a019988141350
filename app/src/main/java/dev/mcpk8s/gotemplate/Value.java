package dev.mcpk8s.gotemplate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.GoNumber;

/** A value as Go's template engine holds it, with the type that messages name. */
sealed interface Value {

    /** No value at all: a map's missing entry, or nil out of its interface. */
    static Value none() {
        return new Invalid();
    }

    /** Nil as an {@code interface{}}. */
    static Value nil() {
        return new Boxed(none());
    }

    /** The type's name in Go. */
    String goType();

    record Invalid() implements Value {
        @Override
        public String goType() {
            return "<nil>";
        }
    }

    record Bool(boolean value) implements Value {
        @Override
        public String goType() {
            return "bool";
        }
    }

    /** An integer of one of the types that a template comes across. */
    record Int(long value, String goType) implements Value {
        /** A constant, an index, a length. */
        static Int of(long value) {
            return new Int(value, "int");
        }

        boolean isByte() {
            return goType.equals("uint8");
        }
    }

    record Real(double value) implements Value {
        @Override
        public String goType() {
            return "float64";
        }
    }

    record Complex(double real, double imaginary) implements Value {
        @Override
        public String goType() {
            return "complex128";
        }
    }

    record Text(String bytes) implements Value {
        @Override
        public String goType() {
            return "string";
        }
    }

    /**
     * A part of an array.
     *
     * @param from the first element's place in the array
     * @param end behind the last element; what is beyond the array is nil
     * @param limit how far it may be made longer again
     */
    record Slice(JsonNode array, int from, int end, int limit) implements Value {
        @Override
        public String goType() {
            return "[]interface {}";
        }

        int length() {
            return end - from;
        }

        Value at(int index) {
            return element(array.path(from + index));
        }
    }

    record Fields(JsonNode object) implements Value {
        @Override
        public String goType() {
            return "map[string]interface {}";
        }
    }

    /** What an {@code interface{}} holds, as it comes out of a map or a slice. */
    record Boxed(Value inner) implements Value {
        @Override
        public String goType() {
            return "interface {}";
        }
    }

    /** The value in an interface, itself otherwise. */
    default Value unboxed() {
        return this instanceof Boxed(Value inner) ? inner : this;
    }

    default boolean isValid() {
        return !(this instanceof Invalid);
    }

    /** Whether a condition holds for it. */
    default boolean isTrue() {
        return switch (unboxed()) {
            case Invalid _ -> false;
            case Bool(boolean value) -> value;
            case Int(long value, String _) -> value != 0;
            case Real(double value) -> value != 0;
            case Complex(double real, double imaginary) -> real != 0 || imaginary != 0;
            case Text(String bytes) -> !bytes.isEmpty();
            case Slice slice -> slice.length() > 0;
            case Fields(JsonNode object) -> !object.isEmpty();
            case Boxed(Value inner) -> inner.isValid();
        };
    }

    /** An element of a map or a slice. */
    static Value element(JsonNode node) {
        return new Boxed(of(node));
    }

    /**
     * A JSON value as kubectl decodes it. It writes the object as JSON once more before, so that a
     * whole number is an integer however the server wrote it.
     */
    static Value of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> new Fields(node);
            case ARRAY -> new Slice(node, 0, node.size(), capacity(node.size()));
            case STRING, BINARY, POJO -> new Text(ByteText.of(node.asText()));
            case BOOLEAN -> new Bool(node.booleanValue());
            case NUMBER -> number(node);
            case NULL, MISSING -> none();
        };
    }

    private static Value number(JsonNode node) {
        if (GoNumber.isInteger(node)) {
            return new Int(node.longValue(), "int64");
        }
        double value = node.doubleValue();
        boolean whole = value == Math.rint(value) && Math.abs(value) < 0x1p63;
        return whole ? new Int((long) value, "int64") : new Real(value);
    }

    /** How Go's decoder has grown a slice of so many elements. */
    private static int capacity(int size) {
        int doubled = size <= 1 ? size : Integer.highestOneBit(size - 1) << 1;
        return size <= 512 ? doubled : size;
    }
}
