package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.QuantityOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The value a variable takes from its container's limits or requests, in units of its divisor and
 * rounded up (kubectl: {@code util/resource/resource.go}).
 */
final class ContainerResource {

    private ContainerResource() {}

    /** The value; empty for what no variable can take. */
    static String value(JsonNode reference, JsonNode container) {
        String what = FieldValue.text(reference.path("resource"));
        int dot = what.indexOf('.');
        String list = dot < 0 ? "" : what.substring(0, dot);
        String name = what.substring(dot + 1);
        boolean known =
                (list.equals("limits") || list.equals("requests"))
                        && (name.equals("cpu")
                                || name.equals("memory")
                                || name.equals("ephemeral-storage")
                                || name.startsWith("hugepages-"));
        if (!known) {
            return "";
        }
        BigDecimal divisor = amount(reference.path("divisor"));
        BigDecimal amount = amount(container.path("resources").path(list).path(name));
        int digits = name.equals("cpu") ? 3 : 0;
        double units =
                count(amount, digits)
                        / count(divisor.signum() == 0 ? BigDecimal.ONE : divisor, digits);
        return Long.toString((long) Math.ceil(units));
    }

    private static double count(BigDecimal amount, int digits) {
        return amount.movePointRight(digits).setScale(0, RoundingMode.UP).doubleValue();
    }

    private static BigDecimal amount(JsonNode quantity) {
        BigDecimal amount = QuantityOrder.amount(FieldValue.text(quantity));
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
