package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fields of an object as Go's formatting shows them. A field that is not there shows its type's
 * zero value, which only the caller knows.
 */
final class FieldText {

    private FieldText() {}

    /** The elements of a list of strings; none when the field is missing. */
    static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(element -> strings.add(element.asText()));
        return strings;
    }

    /** The elements of a list of strings with a separator between them. */
    static String joined(JsonNode list, String separator) {
        return String.join(separator, strings(list));
    }

    /** {@code %v} of a list of strings: {@code [a b]}. */
    static String list(JsonNode list) {
        return "[" + joined(list, " ") + "]";
    }

    /** {@code %v} of a map of strings: {@code map[a:b c:d]}. */
    static String map(JsonNode map) {
        return SortedFields.of(map).stream()
                .map(field -> field.getKey() + ":" + field.getValue().asText())
                .collect(Collectors.joining(" ", "map[", "]"));
    }

    /** What a pointer points to, or a text where it is nil. */
    static String orElse(JsonNode field, String missing) {
        return isNil(field) ? missing : field.asText();
    }

    /** A string, or another text where it is empty or missing. */
    static String nonEmpty(String text, String missing) {
        return text.isEmpty() ? missing : text;
    }

    /** Whether a pointer, list or map is nil in Go. */
    static boolean isNil(JsonNode field) {
        return field.isMissingNode() || field.isNull();
    }
}
