package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.GoNumber;
import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * YAML byte for byte as {@code sigs.k8s.io/yaml} writes it: the object as JSON, read as YAML 1.1,
 * written by go-yaml v2 in block style, two blanks deep, lists at their parent's column, long lines
 * folded after column 80.
 */
public final class YamlText {

    private static final int INDENT = 2;
    private static final int LONGEST_SIMPLE_KEY = 128;
    private static final BigInteger BEYOND_UNSIGNED = BigInteger.ONE.shiftLeft(64);

    private final YamlEmitter emitter;

    /** For text that begins at the start of a line. */
    YamlText(TextBuffer out) {
        this.emitter = new YamlEmitter(out);
    }

    /**
     * Writes one document, ending in a newline.
     *
     * @throws dev.mcpk8s.error.CommandException for text that kubectl's YAML library cannot read:
     *     some control characters
     */
    public static void write(JsonNode document, Writer out) throws IOException {
        YamlSource.refuseUnreadable(document, "yaml: ");
        TextBuffer buffer = new TextBuffer(out);
        YamlText text = new YamlText(buffer);
        text.node(document, false);
        text.emitter.endDocument();
        buffer.flush();
    }

    /** An element of a list at the margin; it begins and ends at the start of a line. */
    void item(JsonNode element) throws IOException {
        int outer = emitter.indent(INDENT);
        element(element);
        emitter.outdent(outer);
        emitter.endDocument();
    }

    private void node(JsonNode value, boolean afterKey) throws IOException {
        if (value.isObject()) {
            mapping(value);
        } else if (value.isArray()) {
            sequence(value, afterKey);
        } else if (value.isTextual()) {
            emitter.string(YamlScalar.of(YamlSource.read(value.textValue())), false);
        } else {
            emitter.plain(plain(value));
        }
    }

    private void mapping(JsonNode object) throws IOException {
        if (object.isEmpty()) {
            emitter.indicator("{}", true, false);
            return;
        }
        int outer = emitter.indent(INDENT);
        for (Map.Entry<String, JsonNode> field : sorted(object)) {
            YamlScalar key = YamlScalar.of(YamlSource.read(field.getKey()));
            emitter.startLine();
            if (isSimple(key)) {
                emitter.string(key, true);
                emitter.indicator(":", false, false);
            } else {
                emitter.indicator("?", true, true);
                emitter.string(key, false);
                emitter.startLine();
                emitter.indicator(":", true, true);
            }
            node(field.getValue(), true);
        }
        emitter.outdent(outer);
    }

    private static List<Map.Entry<String, JsonNode>> sorted(JsonNode object) {
        return NaturalSort.sorted(object.properties(), YamlKeyOrder::compare);
    }

    private static boolean isSimple(YamlScalar key) {
        String text = key.text();
        return !key.multiline()
                && (text.length() <= LONGEST_SIMPLE_KEY / 3
                        || text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SIMPLE_KEY);
    }

    private void sequence(JsonNode array, boolean afterKey) throws IOException {
        if (array.isEmpty()) {
            emitter.indicator("[]", true, false);
            return;
        }
        int outer = emitter.indent(afterKey && !emitter.onlyIndented() ? 0 : INDENT);
        for (JsonNode element : array) {
            element(element);
        }
        emitter.outdent(outer);
    }

    private void element(JsonNode element) throws IOException {
        emitter.startLine();
        emitter.indicator("-", true, true);
        node(element, false);
    }

    private static String plain(JsonNode value) {
        if (value.isNumber()) {
            return GoNumber.isInteger(value)
                    ? Long.toString(value.longValue())
                    : number(value.doubleValue());
        }
        return value.isBoolean() ? Boolean.toString(value.booleanValue()) : "null";
    }

    /**
     * A float loses its type on the way: what JSON writes without a point is read as an integer.
     */
    private static String number(double value) {
        String json = GoNumber.json(value);
        if (json.indexOf('.') >= 0 || json.indexOf('e') >= 0) {
            return GoNumber.general(value);
        }
        BigInteger integer = new BigInteger(json);
        boolean fits =
                integer.signum() < 0
                        ? integer.bitLength() < Long.SIZE
                        : integer.compareTo(BEYOND_UNSIGNED) < 0;
        return fits ? integer.toString() : GoNumber.general(value);
    }
}
