package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.golang.GoRune;
import dev.mcpk8s.jsonpath.GoNumber;
import dev.mcpk8s.jsonpath.SortedFields;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/**
 * KYAML, the strict YAML dialect with braces, byte for byte as {@code sigs.k8s.io/yaml/kyaml}
 * renders an object.
 */
final class KyamlText {

    /** What stands before the complaint about text that cannot be read. */
    static final String READER = "error decoding: yaml: ";

    private final TextBuffer out;
    private final boolean sorts;

    /** Sorts the fields of each object. */
    KyamlText(TextBuffer out) {
        this(out, true);
    }

    private KyamlText(TextBuffer out, boolean sorts) {
        this.out = out;
        this.sorts = sorts;
    }

    /** Writes {@code ---} and one document, ending in a newline. */
    static void write(JsonNode document, Writer out) throws IOException {
        write(document, true, out);
    }

    /** The same with each object's fields in the order they came. */
    static void writeAsGiven(JsonNode document, Writer out) throws IOException {
        write(document, false, out);
    }

    private static void write(JsonNode document, boolean sorts, Writer out) throws IOException {
        YamlSource.refuseUnreadable(document, READER);
        TextBuffer buffer = new TextBuffer(out);
        buffer.add("---\n");
        new KyamlText(buffer, sorts).node(document, 0);
        buffer.add('\n');
        buffer.flush();
    }

    void node(JsonNode value, int indent) throws IOException {
        if (value.isObject()) {
            mapping(value, indent);
        } else if (value.isArray()) {
            sequence(value, indent);
        } else if (value.isTextual()) {
            string(YamlSource.read(value.textValue()), indent + 1);
        } else if (value.isNumber()) {
            out.add(GoNumber.json(value));
        } else {
            out.add(value.isBoolean() ? Boolean.toString(value.booleanValue()) : "null");
        }
    }

    private void mapping(JsonNode object, int indent) throws IOException {
        if (object.isEmpty()) {
            out.add("{}");
            return;
        }
        out.add("{\n");
        for (Map.Entry<String, JsonNode> field :
                sorts ? SortedFields.of(object) : object.properties()) {
            indent(indent + 1);
            key(YamlSource.read(field.getKey()));
            out.add(": ");
            node(field.getValue(), indent + 1);
            out.add(",\n");
        }
        indent(indent);
        out.add('}');
    }

    /** A list of nothing but objects and lists keeps the brackets together. */
    private void sequence(JsonNode array, int indent) throws IOException {
        if (array.isEmpty()) {
            out.add("[]");
            return;
        }
        boolean cuddled = true;
        for (JsonNode element : array) {
            cuddled &= element.isContainerNode();
        }
        out.add(cuddled ? "[" : "[\n");
        String separator = "";
        for (JsonNode element : array) {
            if (cuddled) {
                out.add(separator);
                node(element, indent);
                separator = ", ";
            } else {
                indent(indent + 1);
                node(element, indent + 1);
                out.add(",\n");
            }
        }
        if (!cuddled) {
            indent(indent);
        }
        out.add(']');
    }

    private void key(String text) throws IOException {
        if (KyamlKey.needsQuotes(text)) {
            out.add('"');
            for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
                int c = text.codePointAt(i);
                if (c == '\t') {
                    out.add("\\t");
                } else {
                    rune(c);
                }
            }
            out.add('"');
        } else {
            out.add(text);
        }
    }

    /** A text with newlines stands on lines of its own, each ending in an escaped line break. */
    private void string(String text, int indent) throws IOException {
        boolean lines = text.indexOf('\n') >= 0;
        out.add(lines ? "\"\\\n" : "\"");
        boolean startsLine = lines;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (startsLine) {
                indent(indent);
                out.add(c != '\n' && GoRune.isSpace(c) ? '\\' : ' ');
            }
            startsLine = c == '\n';
            if (c == '\n') {
                out.add("\\n\\\n");
            } else if (c == '\t') {
                out.add('\t');
            } else {
                rune(c);
            }
        }
        if (lines) {
            out.add(startsLine ? "" : "\\\n");
            indent(indent);
        }
        out.add('"');
    }

    private void rune(int c) throws IOException {
        if (c == '"' || c == '\\') {
            out.add('\\');
            out.addCodePoint(c);
        } else if (GoRune.isPrint(c)) {
            out.addCodePoint(c);
        } else {
            out.add(escape(c));
        }
    }

    private static String escape(int c) {
        return switch (c) {
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case 0x0B -> "\\v";
            case 0 -> "\\0";
            case 0x1B -> "\\e";
            case 0x85 -> "\\N";
            case 0xA0 -> "\\_";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default -> {
                String digits = c < ' ' || c == 0x7F ? "x%02x" : c <= 0xFFFF ? "u%04x" : "U%08x";
                yield "\\" + digits.formatted(c);
            }
        };
    }

    private void indent(int level) throws IOException {
        out.add(' ', level * 2);
    }
}
