package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.jsonpath.GoNumber;
import dev.mcpk8s.jsonpath.GoType;
import dev.mcpk8s.jsonpath.SortedFields;
import java.util.Map;

/** Values as Go source text, {@code %#v}: kubectl shows them in a few errors. */
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

    private static void append(JsonNode value, StringBuilder text) {
        if (text.length() > LONGEST) {
            return;
        }
        if (value.isObject()) {
            text.append(GoType.of(value)).append('{');
            String separator = "";
            for (Map.Entry<String, JsonNode> field : SortedFields.of(value)) {
                GoQuote.append(field.getKey(), text.append(separator));
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
            GoQuote.append(value.textValue(), text);
        } else if (value.isNumber()) {
            text.append(GoNumber.plain(value));
        } else {
            text.append(value.isBoolean() ? value.asText() : "interface {}(nil)");
        }
    }
}
