package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.GoNumber;
import dev.mcpk8s.jsonpath.SortedFields;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;

/**
 * JSON byte for byte as Go's {@code encoding/json} marshals decoded JSON: keys sorted, {@code <},
 * {@code >}, {@code &}, U+2028 and U+2029 escaped, floats in their shortest form.
 */
public final class JsonText {

    private static final int INDENT = 4;
    private static final int COMPACT = -1;
    private static final String HEX = "0123456789abcdef";
    private static final int ASCII = 0x80;
    private static final boolean[] PLAIN = new boolean[ASCII];

    static {
        for (int c = ' '; c < ASCII; c++) {
            PLAIN[c] = "\"\\<>&".indexOf(c) < 0;
        }
    }

    private final TextBuffer out;
    private final boolean sorts;

    private JsonText(TextBuffer out, boolean sorts) {
        this.out = out;
        this.sorts = sorts;
    }

    /** Indented by four spaces, without a newline at the end. */
    public static void pretty(JsonNode value, Writer out) throws IOException {
        TextBuffer buffer = new TextBuffer(out);
        pretty(value, buffer);
        buffer.flush();
    }

    static void pretty(JsonNode value, TextBuffer out) throws IOException {
        pretty(value, 0, out);
    }

    /** As part of something: the first line is not indented, the others are. */
    static void pretty(JsonNode value, int depth, TextBuffer out) throws IOException {
        new JsonText(out, true).value(value, depth);
    }

    /** The same with each object's fields in the order they came: how Go marshals its structs. */
    static void prettyAsGiven(JsonNode value, Writer out) throws IOException {
        TextBuffer buffer = new TextBuffer(out);
        new JsonText(buffer, false).value(value, 0);
        buffer.flush();
    }

    /** On one line, without a newline at the end. */
    public static void compact(JsonNode value, Writer out) throws IOException {
        TextBuffer buffer = new TextBuffer(out);
        compact(value, buffer);
        buffer.flush();
    }

    static void compact(JsonNode value, TextBuffer out) throws IOException {
        new JsonText(out, true).value(value, COMPACT);
    }

    /** On one line. */
    public static String compact(JsonNode value) {
        StringWriter text = new StringWriter();
        try {
            compact(value, text);
        } catch (IOException e) {
            throw new IllegalStateException("a string takes all", e);
        }
        return text.toString();
    }

    private void value(JsonNode value, int depth) throws IOException {
        if (value.isObject()) {
            object(value, depth);
        } else if (value.isArray()) {
            array(value, depth);
        } else if (value.isTextual()) {
            string(value.textValue());
        } else if (value.isNumber()) {
            number(value);
        } else if (value.isBoolean()) {
            out.add(value.booleanValue() ? "true" : "false");
        } else {
            out.add("null");
        }
    }

    private void object(JsonNode object, int depth) throws IOException {
        if (object.isEmpty()) {
            out.add("{}");
            return;
        }
        int inner = depth == COMPACT ? COMPACT : depth + 1;
        char before = '{';
        for (Map.Entry<String, JsonNode> field :
                sorts ? SortedFields.of(object) : object.properties()) {
            out.add(before);
            line(inner);
            string(field.getKey());
            out.add(depth == COMPACT ? ":" : ": ");
            value(field.getValue(), inner);
            before = ',';
        }
        line(depth);
        out.add('}');
    }

    private void array(JsonNode array, int depth) throws IOException {
        if (array.isEmpty()) {
            out.add("[]");
            return;
        }
        int inner = depth == COMPACT ? COMPACT : depth + 1;
        char before = '[';
        for (JsonNode element : array) {
            out.add(before);
            line(inner);
            value(element, inner);
            before = ',';
        }
        line(depth);
        out.add(']');
    }

    private void line(int depth) throws IOException {
        if (depth != COMPACT) {
            out.add('\n');
            out.add(' ', depth * INDENT);
        }
    }

    private void number(JsonNode number) throws IOException {
        YamlSource.refuseInfinite(number);
        out.add(GoNumber.json(number));
    }

    private void string(String text) throws IOException {
        out.add('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ASCII ? PLAIN[c] : !needsCare(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            out.add(text, from, i);
            escape(c);
            from = i + 1;
        }
        out.add(text, from, text.length());
        out.add('"');
    }

    private static boolean needsCare(char c) {
        return Character.isSurrogate(c) || c == '\u2028' || c == '\u2029';
    }

    private void escape(char c) throws IOException {
        switch (c) {
            case '"' -> out.add("\\\"");
            case '\\' -> out.add("\\\\");
            case '\b' -> out.add("\\b");
            case '\f' -> out.add("\\f");
            case '\n' -> out.add("\\n");
            case '\r' -> out.add("\\r");
            case '\t' -> out.add("\\t");
            default -> {
                if (Character.isSurrogate(c)) {
                    out.add('\uFFFD');
                    return;
                }
                out.add("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.add(HEX.charAt((c >> shift) & 0xF));
                }
            }
        }
    }
}
