package dev.mcpk8s.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The selectors in objects, as text for a list (apimachinery: {@code labels/selector.go}). */
final class LabelSelectors {

    private record Requirement(String key, String text) {}

    private LabelSelectors() {}

    /** Of a map of labels; empty for none. */
    static String ofMap(JsonNode labels) {
        return joined(equalities(labels));
    }

    /** Of {@code matchLabels} and {@code matchExpressions}; empty for none. */
    static String of(JsonNode selector) {
        List<Requirement> requirements = equalities(selector.path("matchLabels"));
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asText();
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            values.sort(SortedFields.BY_BYTES);
            String set = "(" + String.join(",", values) + ")";
            requirements.add(
                    new Requirement(
                            key,
                            switch (expression.path("operator").asText()) {
                                case "In" -> key + " in " + set;
                                case "NotIn" -> key + " notin " + set;
                                case "DoesNotExist" -> "!" + key;
                                default -> key;
                            }));
        }
        return joined(requirements);
    }

    private static List<Requirement> equalities(JsonNode labels) {
        List<Requirement> requirements = new ArrayList<>();
        for (Map.Entry<String, JsonNode> label : SortedFields.of(labels)) {
            String key = label.getKey();
            requirements.add(new Requirement(key, key + "=" + label.getValue().asText()));
        }
        return requirements;
    }

    private static String joined(List<Requirement> requirements) {
        requirements.sort(Comparator.comparing(Requirement::key, SortedFields.BY_BYTES));
        return String.join(",", requirements.stream().map(Requirement::text).toList());
    }
}
