package dev.mcpk8s.resource.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.GoNumber;
import dev.mcpk8s.jsonpath.SortedFields;
import java.util.Locale;
import java.util.Map;

/** JSON as Go's {@code json.Marshal} writes a map: sorted, on one line, safe inside HTML. */
public final class CompactJson {

    private CompactJson() {}

    /** The value's text. */
    public static String of(JsonNode value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    private static void append(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            text.append('{');
            String separator = "";
            for (Map.Entry<String, JsonNode> field : SortedFields.of(value)) {
                quote(field.getKey(), text.append(separator));
                append(field.getValue(), text.append(':'));
                separator = ",";
            }
            text.append('}');
        } else if (value.isArray()) {
            text.append('[');
            String separator = "";
            for (JsonNode item : value) {
                append(item, text.append(separator));
                separator = ",";
            }
            text.append(']');
        } else if (value.isTextual()) {
            quote(value.textValue(), text);
        } else if (value.isBigInteger()) {
            text.append(value.bigIntegerValue());
        } else {
            text.append(value.isNumber() ? GoNumber.json(value) : value.asText());
        }
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int simple = "\b\f\n\r\t\\\"".indexOf(c);
            if (simple >= 0) {
                text.append('\\').append("bfnrt\\\"".charAt(simple));
            } else if (c < ' ' || "<>&\u2028\u2029".indexOf(c) >= 0) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
