package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.QuantityOrder;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/** Whether two pod templates mean the same (apimachinery: {@code api/equality}). */
final class PodTemplates {

    private static final String HASH = "pod-template-hash";
    private static final Set<String> QUANTITIES = Set.of("limits", "requests");
    private static final Set<String> MAPS =
            Set.of(
                    "annotations",
                    "labels",
                    "limits",
                    "matchLabels",
                    "metadata",
                    "nodeSelector",
                    "options",
                    "overhead",
                    "requests",
                    "resources",
                    "volumeAttributes");

    private PodTemplates() {}

    /**
     * Compares but for the label that tells a replica set's pods from those of its siblings.
     * Nothing and empty are the same in lists and maps, and quantities go by their amount.
     */
    static boolean areEqual(JsonNode left, JsonNode right) {
        return equal(left, right, "");
    }

    private static boolean equal(JsonNode left, JsonNode right, String name) {
        if (left.isObject() && right.isObject()) {
            return equalFields(left, right, name);
        }
        if (left.isArray() && right.isArray()) {
            return equalElements(left, right);
        }
        return left.equals(right) || (isNothing(left, name) && isNothing(right, name));
    }

    private static boolean equalFields(JsonNode left, JsonNode right, String name) {
        Set<String> fields = new HashSet<>();
        left.fieldNames().forEachRemaining(fields::add);
        right.fieldNames().forEachRemaining(fields::add);
        if (name.equals("labels")) {
            fields.remove(HASH);
        }
        for (String field : fields) {
            JsonNode a = left.path(field);
            JsonNode b = right.path(field);
            boolean same = QUANTITIES.contains(name) ? sameAmount(a, b) : equal(a, b, field);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalElements(JsonNode left, JsonNode right) {
        Iterator<JsonNode> others = right.iterator();
        for (JsonNode element : left) {
            if (!others.hasNext() || !equal(element, others.next(), "")) {
                return false;
            }
        }
        return !others.hasNext();
    }

    private static boolean sameAmount(JsonNode left, JsonNode right) {
        BigDecimal a = QuantityOrder.amount(left.asText(""));
        BigDecimal b = QuantityOrder.amount(right.asText(""));
        if (a == null || b == null) {
            return left.equals(right);
        }
        return a.compareTo(b) == 0;
    }

    /** An empty object says something by being there, unless it is a map: {@code emptyDir}. */
    private static boolean isNothing(JsonNode value, String name) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isEmpty() && (value.isArray() || MAPS.contains(name)));
    }
}
