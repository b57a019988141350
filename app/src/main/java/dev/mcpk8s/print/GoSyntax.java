package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.GoNumber;
import dev.mcpk8s.jsonpath.GoText;
import dev.mcpk8s.jsonpath.GoType;
import dev.mcpk8s.jsonpath.SortedFields;
import java.util.Map;

/** Values as Go source text, {@code %#v} and {@code %q}: kubectl shows them in a few errors. */
final class GoSyntax {

    /** kubectl writes the whole object; an error of this size has told enough. */
    private static final int LONGEST = 256 * 1024;

    private GoSyntax() {}

    /** {@code %#v}; what is longer than 256 Ki characters is cut, and says so. */
    static String of(JsonNode value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.length() > LONGEST
                ? text.substring(0, LONGEST) + "... (cut: the object is too large to be shown)"
                : text.toString();
    }

    /** {@code %q}. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder();
        append(text, quoted);
        return quoted.toString();
    }

    private static void append(JsonNode value, StringBuilder text) {
        if (text.length() > LONGEST) {
            return;
        }
        if (value.isObject()) {
            text.append(GoType.of(value)).append('{');
            String separator = "";
            for (Map.Entry<String, JsonNode> field : SortedFields.of(value)) {
                append(field.getKey(), text.append(separator));
                append(field.getValue(), text.append(':'));
                separator = ", ";
            }
            text.append('}');
        } else if (value.isArray()) {
            text.append(GoType.of(value)).append('{');
            String separator = "";
            for (JsonNode element : value) {
                append(element, text.append(separator));
                separator = ", ";
            }
            text.append('}');
        } else if (value.isTextual()) {
            append(value.textValue(), text);
        } else if (value.isNumber()) {
            text.append(GoNumber.plain(value));
        } else {
            text.append(value.isBoolean() ? value.asText() : "interface {}(nil)");
        }
    }

    private static void append(String value, StringBuilder text) {
        text.append('"');
        GoText.wellFormed(value).codePoints().forEach(c -> append(c, text));
        text.append('"');
    }

    private static void append(int c, StringBuilder text) {
        int simple = "\u0007\b\f\n\r\t\u000B\\\"".indexOf(c);
        if (simple >= 0) {
            text.append('\\').append("abfnrtv\\\"".charAt(simple));
        } else if (GoRune.isPrint(c)) {
            text.appendCodePoint(c);
        } else {
            String digits = c < ' ' || c == 0x7F ? "x%02x" : c <= 0xFFFF ? "u%04x" : "U%08x";
            text.append('\\').append(digits.formatted(c));
        }
    }
}
