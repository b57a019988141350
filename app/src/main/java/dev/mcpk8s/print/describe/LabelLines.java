package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Labels and annotations, one a line and sorted (kubectl: {@code describe/describe.go}). */
public final class LabelLines {

    /** The longest annotation that stands beside its name, in bytes of UTF-8. */
    public static final int LONGEST = 140;

    private static final int INNER_SPACE = 2;
    private static final Set<String> SKIPPED =
            Set.of("kubectl.kubernetes.io/last-applied-configuration");

    private LabelLines() {}

    /** Labels below a title. */
    public static void labels(Description out, String title, JsonNode labels) throws IOException {
        labels(out, "", title, labels, Set.of());
    }

    /**
     * Labels below a title.
     *
     * @param indent what every line begins with
     * @param skipped keys that are not shown
     */
    public static void labels(
            Description out, String indent, String title, JsonNode labels, Set<String> skipped)
            throws IOException {
        out.write(indent + title + ":\t");
        List<Map.Entry<String, JsonNode>> shown = shown(labels, skipped);
        if (shown.isEmpty()) {
            out.write(FieldValue.NONE + "\n");
            return;
        }
        boolean first = true;
        for (Map.Entry<String, JsonNode> label : shown) {
            if (!first) {
                out.write(indent).write("\t");
            }
            first = false;
            out.write(label.getKey() + "=" + FieldValue.text(label.getValue()) + "\n");
        }
    }

    /**
     * Annotations below a title, but for the one that {@code apply} writes. A long one, or one of
     * several lines, stands below its name.
     */
    public static void annotations(Description out, String title, JsonNode annotations)
            throws IOException {
        out.write(title + ":\t");
        List<Map.Entry<String, JsonNode>> shown = shown(annotations, SKIPPED);
        if (shown.isEmpty()) {
            out.write(FieldValue.NONE + "\n");
            return;
        }
        boolean first = true;
        for (Map.Entry<String, JsonNode> annotation : shown) {
            if (!first) {
                out.write("\t");
            }
            first = false;
            annotation(out, annotation.getKey(), FieldValue.text(annotation.getValue()));
        }
    }

    private static void annotation(Description out, String key, String text) throws IOException {
        String value = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        boolean tooLong = bytes(value) + bytes(key) + INNER_SPACE > LONGEST;
        if (!tooLong && value.indexOf('\n') < 0) {
            out.write(key + ": " + value + "\n");
            return;
        }
        out.write(key + ":\n");
        for (String line : value.split("\n", -1)) {
            out.write("\t  " + shortened(line, LONGEST - INNER_SPACE) + "\n");
        }
    }

    /**
     * Text cut after so many bytes of UTF-8, with dots for the rest. A character that is cut
     * through becomes U+FFFD.
     */
    public static String shortened(String text, int longest) {
        if (text.length() * 3 <= longest) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= longest
                ? text
                : new String(bytes, 0, longest, StandardCharsets.UTF_8) + "...";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<Map.Entry<String, JsonNode>> shown(JsonNode labels, Set<String> skipped) {
        return SortedFields.of(labels).stream()
                .filter(label -> !skipped.contains(label.getKey()))
                .toList();
    }
}
