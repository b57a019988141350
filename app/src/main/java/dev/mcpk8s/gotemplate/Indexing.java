package dev.mcpk8s.gotemplate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** {@code index}, {@code slice}, {@code len} and {@code exists}. */
final class Indexing {

    private Indexing() {}

    static Value index(Value first, List<Value> indexes) {
        Value item = first.unboxed();
        if (!item.isValid()) {
            throw new TemplateMistake("index of untyped nil");
        }
        Value found = first;
        for (Value index : indexes) {
            item = found.unboxed();
            if (!item.isValid()) {
                throw new TemplateMistake("index of nil pointer");
            }
            found = indexed(item, index.unboxed());
        }
        return found;
    }

    private static Value indexed(Value item, Value index) {
        return switch (item) {
            case Value.Text(String bytes) -> {
                int at = place(index, bytes.length());
                if (at == bytes.length()) {
                    throw new TemplateMistake("reflect: string index out of range");
                }
                yield new Value.Int(bytes.charAt(at), "uint8");
            }
            case Value.Slice slice -> {
                int at = place(index, slice.length());
                if (at == slice.length()) {
                    throw new TemplateMistake("reflect: slice index out of range");
                }
                yield slice.at(at);
            }
            case Value.Fields(JsonNode object) -> Value.element(object.path(key(index)));
            default -> throw new TemplateMistake("can't index item of type " + item.goType());
        };
    }

    private static String key(Value index) {
        if (!index.isValid()) {
            throw new TemplateMistake("value is nil; should be of type string");
        }
        if (index instanceof Value.Text(String bytes)) {
            return ByteText.decode(bytes);
        }
        throw new TemplateMistake("value has type " + index.goType() + "; should be string");
    }

    private static int place(Value index, int limit) {
        if (!index.isValid()) {
            throw new TemplateMistake("cannot index slice/array with nil");
        }
        if (!(index instanceof Value.Int(long value, String _))) {
            throw new TemplateMistake("cannot index slice/array with type " + index.goType());
        }
        if (value < 0 || value > limit) {
            throw new TemplateMistake("index out of range: " + value);
        }
        return (int) value;
    }

    /** A part of a text or of a slice; the bounds are not taken out of their interfaces. */
    static Value slice(Value first, List<Value> bounds) {
        Value item = first.unboxed();
        if (!item.isValid()) {
            throw new TemplateMistake("slice of untyped nil");
        }
        if (bounds.size() > 3) {
            throw new TemplateMistake("too many slice indexes: " + bounds.size());
        }
        return switch (item) {
            case Value.Text(String bytes) -> {
                if (bounds.size() == 3) {
                    throw new TemplateMistake("cannot 3-index slice a string");
                }
                int[] cut = cut(bounds, bytes.length(), bytes.length());
                yield new Value.Text(bytes.substring(cut[0], cut[1]));
            }
            case Value.Slice slice -> {
                int[] cut = cut(bounds, slice.length(), slice.limit() - slice.from());
                int from = slice.from();
                yield new Value.Slice(slice.array(), from + cut[0], from + cut[1], from + cut[2]);
            }
            default -> throw new TemplateMistake("can't slice item of type " + item.goType());
        };
    }

    private static int[] cut(List<Value> bounds, int length, int capacity) {
        int[] cut = {0, length, capacity};
        for (int i = 0; i < bounds.size(); i++) {
            cut[i] = place(bounds.get(i), capacity);
        }
        for (int i = 0; i < (bounds.size() == 3 ? 2 : 1); i++) {
            if (cut[i] > cut[i + 1]) {
                throw new TemplateMistake("invalid slice index: " + cut[i] + " > " + cut[i + 1]);
            }
        }
        return cut;
    }

    static Value length(Value item) {
        if (!item.isValid()) {
            throw new TemplateMistake("reflect: call of reflect.Value.Type on zero Value");
        }
        return switch (item.unboxed()) {
            case Value.Invalid _ -> throw new TemplateMistake("len of nil pointer");
            case Value.Text(String bytes) -> Value.Int.of(bytes.length());
            case Value.Slice slice -> Value.Int.of(slice.length());
            case Value.Fields(JsonNode object) -> Value.Int.of(object.size());
            default -> throw new TemplateMistake("len of type " + item.unboxed().goType());
        };
    }

    /**
     * kubectl's own: whether there is something at the end of the indexes (printers/jsonpath.go).
     */
    static boolean exists(Value first, List<Value> indexes) {
        Value item = first.unboxed();
        if (indexes.isEmpty()) {
            return true;
        }
        for (Value each : indexes) {
            Value index = each.unboxed();
            Value next =
                    switch (item) {
                        case Value.Text(String bytes) ->
                                isPlace(index, bytes.length()) ? index : Value.none();
                        case Value.Slice slice when index instanceof Value.Int place ->
                                isPlace(index, slice.length())
                                        ? slice.at((int) place.value())
                                        : Value.none();
                        case Value.Fields(JsonNode object) when !index.isValid() ->
                                Value.element(object.path(""));
                        case Value.Fields(JsonNode object)
                                when index instanceof Value.Text(String key) ->
                                Value.element(object.path(ByteText.decode(key)));
                        default -> Value.none();
                    };
            item = next.unboxed();
            if (!item.isValid()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlace(Value index, int length) {
        return index instanceof Value.Int(long value, String _) && value >= 0 && value < length;
    }
}
