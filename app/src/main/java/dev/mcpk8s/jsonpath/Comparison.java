package dev.mcpk8s.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The comparisons of filters: only values of one basic type compare, and an integer is of another
 * type than a float (client-go {@code third_party/forked/golang/template/funcs.go}).
 */
final class Comparison {

    private Comparison() {}

    /**
     * @param soFar what the filter has let pass, for the error
     */
    static boolean holds(JsonNode left, String operator, JsonNode right, List<JsonNode> soFar)
            throws Mismatch {
        return switch (operator) {
            case "==" -> compare(left, right, false, soFar) == 0;
            case "!=" -> compare(left, right, false, soFar) != 0;
            case "<" -> compare(left, right, true, soFar) < 0;
            case "<=" -> compare(left, right, true, soFar) <= 0;
            case ">" -> compare(left, right, true, soFar) > 0;
            case ">=" -> compare(left, right, true, soFar) >= 0;
            default -> throw new Mismatch(soFar, "unrecognized filter operator " + operator);
        };
    }

    private static int compare(JsonNode left, JsonNode right, boolean ordered, List<JsonNode> soFar)
            throws Mismatch {
        if (!isBasic(left) || !isBasic(right)) {
            throw new Mismatch(soFar, "invalid type for comparison");
        }
        if (!GoType.of(left).equals(GoType.of(right))) {
            throw new Mismatch(soFar, "incompatible types for comparison");
        }
        if (left.isBoolean()) {
            if (ordered) {
                throw new Mismatch(soFar, "invalid type for comparison");
            }
            return Boolean.compare(left.booleanValue(), right.booleanValue());
        }
        if (left.isTextual()) {
            return SortedFields.BY_BYTES.compare(left.textValue(), right.textValue());
        }
        return GoNumber.isInteger(left)
                ? Long.compare(left.longValue(), right.longValue())
                : Double.compare(left.doubleValue() + 0.0, right.doubleValue() + 0.0);
    }

    private static boolean isBasic(JsonNode value) {
        return value.isTextual() || value.isBoolean() || value.isNumber();
    }
}
