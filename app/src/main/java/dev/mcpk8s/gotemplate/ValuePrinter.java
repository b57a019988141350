package dev.mcpk8s.gotemplate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.io.IOException;
import java.util.Map;

/** Values as the verbs of Go's {@code fmt} write them (fmt/print.go). */
final class ValuePrinter {

    /** Where a value stands: what Go says of nil depends on that. */
    private enum Place {
        ARGUMENT,
        INSIDE
    }

    private final Sink out;
    private final Flags flags;
    private final Padding padding;

    ValuePrinter(Sink out, Flags flags) {
        this.out = out;
        this.flags = flags;
        this.padding = new Padding(out, flags);
    }

    /** {@code %v} without flags. */
    static void plain(Value value, Sink out) throws IOException {
        new ValuePrinter(out, new Flags()).print(value, 'v');
    }

    /**
     * An argument of {@code printf}.
     *
     * @param verb a code point
     */
    void print(Value argument, int verb) throws IOException {
        Value value = argument.unboxed();
        if (!value.isValid()) {
            if (verb == 'T' || verb == 'v') {
                padding.text("<nil>");
            } else {
                badVerb(value, verb, Place.ARGUMENT);
            }
        } else if (verb == 'T') {
            padding.text(padding.truncated(value.goType()));
        } else if (verb == 'p') {
            pointer(value);
        } else {
            print(value, verb, Place.ARGUMENT);
        }
    }

    /** The addresses of maps and slices mean nothing here; all other values have none. */
    private void pointer(Value value) throws IOException {
        if (value instanceof Value.Fields || value instanceof Value.Slice) {
            boolean sharp = flags.sharp;
            flags.sharp = !sharp;
            new NumberPrinter(out, flags).integer(System.identityHashCode(value), false, 'x');
            flags.sharp = sharp;
        } else {
            badVerb(value, 'p', Place.ARGUMENT);
        }
    }

    private void print(Value value, int verb, Place place) throws IOException {
        NumberPrinter numbers = new NumberPrinter(out, flags);
        boolean good =
                switch (value) {
                    case Value.Invalid _ -> nil(place);
                    case Value.Bool(boolean bool) -> bool(bool, verb);
                    case Value.Int number ->
                            numbers.integer(number.value(), !number.isByte(), verb);
                    case Value.Real(double number) -> numbers.real(number, verb);
                    case Value.Complex(double real, double imaginary) ->
                            numbers.complex(real, imaginary, verb);
                    case Value.Text(String bytes) -> text(bytes, verb);
                    case Value.Fields(JsonNode object) -> fields(object, verb);
                    case Value.Slice slice -> elements(slice, verb);
                    case Value.Boxed(Value inner) -> {
                        print(inner, verb, Place.INSIDE);
                        yield true;
                    }
                };
        if (!good) {
            badVerb(value, verb, place);
        }
    }

    private boolean nil(Place place) throws IOException {
        out.add(
                place == Place.ARGUMENT
                        ? "<invalid reflect.Value>"
                        : flags.sharpV ? "interface {}(nil)" : "<nil>");
        return true;
    }

    private boolean bool(boolean value, int verb) throws IOException {
        boolean good = verb == 't' || verb == 'v';
        if (good) {
            padding.text(Boolean.toString(value));
        }
        return good;
    }

    private boolean text(String bytes, int verb) throws IOException {
        switch (verb) {
            case 'v', 's' -> {
                if (verb == 'v' && flags.sharpV) {
                    padding.quoted(bytes);
                } else {
                    padding.text(padding.truncated(bytes));
                }
            }
            case 'x' -> padding.hexadecimal(bytes, "0123456789abcdefx");
            case 'X' -> padding.hexadecimal(bytes, "0123456789ABCDEFX");
            case 'q' -> padding.quoted(bytes);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean fields(JsonNode object, int verb) throws IOException {
        out.add(flags.sharpV ? "map[string]interface {}{" : "map[");
        String separator = "";
        for (Map.Entry<String, JsonNode> field : SortedFields.of(object)) {
            out.add(separator);
            separator = flags.sharpV ? ", " : " ";
            print(new Value.Text(ByteText.of(field.getKey())), verb, Place.INSIDE);
            out.add(":");
            print(Value.of(field.getValue()), verb, Place.INSIDE);
        }
        out.add(flags.sharpV ? "}" : "]");
        return true;
    }

    private boolean elements(Value.Slice slice, int verb) throws IOException {
        out.add(flags.sharpV ? "[]interface {}{" : "[");
        for (int i = 0; i < slice.length(); i++) {
            if (i > 0) {
                out.add(flags.sharpV ? ", " : " ");
            }
            print(slice.at(i).unboxed(), verb, Place.INSIDE);
        }
        out.add(flags.sharpV ? "}" : "]");
        return true;
    }

    /** A verb that does not fit: the value is shown with its type. */
    private void badVerb(Value value, int verb, Place place) throws IOException {
        out.add("%!" + ByteText.ofRune(verb) + "(");
        if (value.isValid()) {
            out.add(value.goType() + "=");
            print(value, 'v', place);
        } else {
            out.add("<nil>");
        }
        out.add(")");
    }
}
