package dev.mcpk8s.gotemplate;

import java.io.IOException;
import java.util.List;

/** {@code eq}, {@code lt} and their kin (text/template/funcs.go). */
final class Comparison {

    private static final String BAD_TYPE = "invalid type for comparison";

    private Comparison() {}

    /** Whether the first equals any of the others. */
    static boolean equalsAny(Value first, List<Value> others) throws IOException {
        if (others.isEmpty()) {
            throw new TemplateMistake("missing argument for comparison");
        }
        Value left = first.unboxed();
        for (Value other : others) {
            if (equal(left, other.unboxed())) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(Value left, Value right) throws IOException {
        if (!left.isValid() || !right.isValid()) {
            return left.isValid() == right.isValid();
        }
        if (left.getClass() == right.getClass()) {
            return switch (left) {
                case Value.Int(long value, String _) ->
                        right instanceof Value.Int other && value == other.value();
                case Value.Fields _, Value.Slice _ ->
                        throw new TemplateMistake(
                                "non-comparable type " + text(left) + ": " + right.goType());
                case Value.Real(double value) ->
                        right instanceof Value.Real(double other) && value == other;
                default -> left.equals(right);
            };
        }
        if (isContainer(left) && isContainer(right)) {
            throw new TemplateMistake(
                    "non-comparable types "
                            + text(left)
                            + ": "
                            + left.goType()
                            + ", "
                            + right.goType()
                            + ": "
                            + plain(right));
        }
        throw incompatible(left, right);
    }

    private static boolean isContainer(Value value) {
        return value instanceof Value.Fields || value instanceof Value.Slice;
    }

    /** Whether one is before the other. */
    static boolean less(Value first, Value second) {
        Value left = ordered(first.unboxed());
        Value right = ordered(second.unboxed());
        if (left.getClass() != right.getClass()) {
            throw incompatible(left, right);
        }
        return switch (left) {
            case Value.Int(long value, String _) ->
                    right instanceof Value.Int other && value < other.value();
            case Value.Real(double value) ->
                    right instanceof Value.Real(double other) && value < other;
            case Value.Text(String bytes) ->
                    right instanceof Value.Text(String other) && bytes.compareTo(other) < 0;
            default -> throw new TemplateMistake(BAD_TYPE);
        };
    }

    private static Value ordered(Value value) {
        if (!value.isValid() || isContainer(value)) {
            throw new TemplateMistake(BAD_TYPE);
        }
        return value;
    }

    private static TemplateMistake incompatible(Value left, Value right) {
        return new TemplateMistake(
                "incompatible types for comparison: " + left.goType() + " and " + right.goType());
    }

    private static String text(Value value) throws IOException {
        TextSink text = new TextSink();
        new ValuePrinter(text, new Flags()).print(value, 's');
        return text.bytes();
    }

    private static String plain(Value value) throws IOException {
        TextSink text = new TextSink();
        ValuePrinter.plain(value, text);
        return text.bytes();
    }
}
