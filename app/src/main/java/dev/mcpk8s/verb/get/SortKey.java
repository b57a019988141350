package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.jsonpath.GoNumber;
import dev.mcpk8s.jsonpath.SortedFields;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Which of two values {@code --sort-by} puts first (kubectl: {@code pkg/cmd/get/sorter.go}). */
final class SortKey {

    private SortKey() {}

    /**
     * @param left null when the object has no such field: it comes first
     * @throws CommandException when the values cannot be compared
     */
    static boolean less(@Nullable JsonNode left, @Nullable JsonNode right) {
        if (left == null) {
            return true;
        }
        if (right == null) {
            return false;
        }
        if (left.isNull() || right.isNull()) {
            return left.isNull() && !right.isNull();
        }
        if (left.isTextual() && right.isTextual()) {
            return lessText(left.textValue(), right.textValue());
        }
        if (left.isNumber() && right.isNumber()) {
            if (GoNumber.isInteger(left) && GoNumber.isInteger(right)) {
                return left.longValue() < right.longValue();
            }
            if (!GoNumber.isInteger(left) && !GoNumber.isInteger(right)) {
                return left.doubleValue() < right.doubleValue();
            }
        }
        throw new CommandException(
                ErrorCode.COMMAND_FAILED,
                "the field to sort by holds values that cannot be compared; choose one that holds"
                        + " a string or a number in every object");
    }

    private static boolean lessText(String left, String right) {
        BigDecimal leftQuantity = Quantity.parse(left);
        BigDecimal rightQuantity = leftQuantity == null ? null : Quantity.parse(right);
        if (leftQuantity != null && rightQuantity != null) {
            return leftQuantity.compareTo(rightQuantity) < 0;
        }
        return SortedFields.BY_BYTES.compare(left, right) < 0;
    }
}
