package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.golang.GoSort;
import dev.mcpk8s.jsonpath.GoText;
import dev.mcpk8s.jsonpath.SortedFields;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Values of objects as descriptions show them. A field that is not there is what it would be in
 * kubectl's own types: empty text, zero, false, the first moment of the year 1.
 */
public final class FieldValue {

    /** What stands for nothing. */
    public static final String NONE = "<none>";

    /** What stands for a value nobody chose. */
    public static final String UNSET = "<unset>";

    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ENGLISH);
    private static final OffsetDateTime ZERO =
            OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private FieldValue() {}

    /** Text, a number or a truth value; empty when there is none. */
    public static String text(JsonNode value) {
        return value.asText("");
    }

    /** A whole number; 0 when there is none. */
    public static String number(JsonNode value) {
        return value.asText("0");
    }

    /** {@code true} or {@code false}, which is also what nothing means. */
    public static String flag(JsonNode value) {
        return Boolean.toString(value.asBoolean(false));
    }

    /** {@code True} or {@code False}. */
    public static String capitalFlag(JsonNode value) {
        return value.asBoolean(false) ? "True" : "False";
    }

    /** Whether the field is there and holds something. */
    public static boolean isSet(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    /** The value's text, or another when there is none. */
    public static String textOr(JsonNode value, String otherwise) {
        String text = text(value);
        return text.isEmpty() ? otherwise : text;
    }

    /** The value's text, {@code <none>} when there is none. */
    public static String textOrNone(JsonNode value) {
        return textOr(value, NONE);
    }

    /** A list or a map as Go prints it with {@code %v}. */
    public static String list(JsonNode values) {
        return isSet(values) ? GoText.of(values) : "[]";
    }

    /** A map as Go prints it with {@code %v}. */
    public static String map(JsonNode values) {
        return isSet(values) ? GoText.of(values) : "map[]";
    }

    /** A time stamp, {@code Mon, 02 Jan 2006 15:04:05 +0000}, in UTC. */
    public static String time(JsonNode value) {
        OffsetDateTime time = ZERO;
        try {
            if (value.isTextual()) {
                time = OffsetDateTime.parse(value.asText());
            }
        } catch (DateTimeException unreadable) {
            // A server that writes such times would fail kubectl; the zero time says as little.
            time = ZERO;
        }
        return RFC_1123.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }

    /** {@code ReplicaSet/web-1}: what controls an object; empty when nothing does. */
    public static String controller(JsonNode object) {
        JsonNode owner = controllerReference(object);
        return owner.isObject() ? text(owner.path("kind")) + "/" + text(owner.path("name")) : "";
    }

    /** The reference to what controls an object; a missing node when nothing does. */
    public static JsonNode controllerReference(JsonNode object) {
        JsonNode owners = object.path("metadata").path("ownerReferences");
        for (JsonNode owner : owners) {
            if (owner.path("controller").asBoolean(false)) {
                return owner;
            }
        }
        return owners.path(-1);
    }

    /** A list's elements by the text of one of their fields, equal ones as Go leaves them. */
    public static List<JsonNode> sorted(JsonNode elements, String field) {
        List<JsonNode> sorted = new ArrayList<>();
        elements.forEach(sorted::add);
        GoSort.sort(
                sorted,
                (left, right) ->
                        SortedFields.BY_BYTES.compare(
                                        text(left.path(field)), text(right.path(field)))
                                < 0);
        return sorted;
    }
}
