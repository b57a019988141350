package dev.mcpk8s.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * JSON values as Go's {@code fmt} writes the maps, slices and scalars they are decoded into: {@code
 * map[a:1 b:[x y]]}, {@code <nil>}.
 */
public final class GoText {

    private GoText() {}

    /** {@code %v}. A {@linkplain JsonNode#isMissingNode() missing} node is Go's invalid value. */
    public static String of(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    /** {@code %v} at the end of a text. */
    public static void append(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            text.append("map[");
            String separator = "";
            for (Map.Entry<String, JsonNode> field : SortedFields.of(value)) {
                text.append(separator).append(field.getKey()).append(':');
                append(field.getValue(), text);
                separator = " ";
            }
            text.append(']');
        } else if (value.isArray()) {
            text.append('[');
            String separator = "";
            for (JsonNode element : value) {
                text.append(separator);
                append(element, text);
                separator = " ";
            }
            text.append(']');
        } else if (value.isNumber()) {
            text.append(GoNumber.plain(value));
        } else if (value.isNull()) {
            text.append("<nil>");
        } else {
            text.append(value.isMissingNode() ? "<invalid reflect.Value>" : value.asText());
        }
    }

    /**
     * The same text with each half of a surrogate pair that stands alone replaced by U+FFFD, as
     * Go's JSON decoder does.
     */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaceLoneSurrogates(text);
            }
        }
        return text;
    }

    private static String replaceLoneSurrogates(String text) {
        StringBuilder sound = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(sound::appendCodePoint);
        return sound.toString();
    }
}
