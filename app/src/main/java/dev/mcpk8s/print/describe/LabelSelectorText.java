package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Label selectors as one line, which is also how a list is asked for (apimachinery: {@code
 * labels/selector.go}).
 */
public final class LabelSelectorText {

    private record Requirement(String key, String text) {}

    private LabelSelectorText() {}

    /** {@code app=web,tier in (a,b),!old}, sorted by key; empty for a selector without terms. */
    public static String of(JsonNode selector) {
        List<Requirement> requirements = new ArrayList<>();
        for (Map.Entry<String, JsonNode> label : SortedFields.of(selector.path("matchLabels"))) {
            requirements.add(
                    new Requirement(
                            label.getKey(),
                            label.getKey() + "=" + FieldValue.text(label.getValue())));
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            requirements.add(requirement(expression));
        }
        requirements.sort(Comparator.comparing(Requirement::key, SortedFields.BY_BYTES));
        return requirements.stream().map(Requirement::text).collect(Collectors.joining(","));
    }

    /** The same, {@code <none>} for a selector without terms. */
    public static String orNone(JsonNode selector) {
        String text = of(selector);
        return text.isEmpty() ? FieldValue.NONE : text;
    }

    /** A map of labels as a selector; empty for none. */
    public static String ofLabels(JsonNode labels) {
        return SortedFields.of(labels).stream()
                .map(label -> label.getKey() + "=" + FieldValue.text(label.getValue()))
                .collect(Collectors.joining(","));
    }

    /** The same, {@code <none>} for none. */
    public static String ofLabelsOrNone(JsonNode labels) {
        String text = ofLabels(labels);
        return text.isEmpty() ? FieldValue.NONE : text;
    }

    private static Requirement requirement(JsonNode expression) {
        String key = FieldValue.text(expression.path("key"));
        List<String> values = new ArrayList<>();
        expression.path("values").forEach(value -> values.add(FieldValue.text(value)));
        values.sort(SortedFields.BY_BYTES);
        String set = "(" + String.join(",", values) + ")";
        String text =
                switch (FieldValue.text(expression.path("operator"))) {
                    case "In" -> key + " in " + set;
                    case "NotIn" -> key + " notin " + set;
                    case "DoesNotExist" -> "!" + key;
                    default -> key;
                };
        return new Requirement(key, text);
    }
}
