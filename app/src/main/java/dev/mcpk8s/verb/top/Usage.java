package dev.mcpk8s.verb.top;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.QuantityOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Amounts by resource, in cores and bytes; what is not told is nothing (kubectl: {@code
 * pkg/metricsutil}).
 */
record Usage(Map<String, BigDecimal> amounts) {

    static final Usage NOTHING = new Usage(Map.of());
    private static final long MEBIBYTE = 1024 * 1024;

    Usage {
        amounts = Map.copyOf(amounts);
    }

    /**
     * @param quantities a {@code ResourceList}
     */
    static Usage of(JsonNode quantities) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        quantities
                .properties()
                .forEach(field -> amounts.put(field.getKey(), amount(field.getValue().asText())));
        return new Usage(amounts);
    }

    private static BigDecimal amount(String quantity) {
        return Objects.requireNonNullElse(QuantityOrder.amount(quantity), BigDecimal.ZERO);
    }

    Usage with(String resource, BigDecimal amount) {
        Map<String, BigDecimal> changed = new HashMap<>(amounts);
        changed.put(resource, amount);
        return new Usage(changed);
    }

    Usage plus(Usage other) {
        Map<String, BigDecimal> sum = new HashMap<>(amounts);
        other.amounts.forEach((resource, amount) -> sum.merge(resource, amount, BigDecimal::add));
        return new Usage(sum);
    }

    boolean knows(String resource) {
        return amounts.containsKey(resource);
    }

    /** In whole thousandths, rounded up. */
    long milli(String resource) {
        return amount(resource, 3);
    }

    /** In whole units, rounded up. */
    long whole(String resource) {
        return amount(resource, 0);
    }

    private long amount(String resource, int digits) {
        return amounts.getOrDefault(resource, BigDecimal.ZERO)
                .movePointRight(digits)
                .setScale(0, RoundingMode.UP)
                .longValue();
    }

    /** {@code 250m} of processors, {@code 12Mi} of everything else. */
    String text(String resource) {
        return resource.equals("cpu") ? milli(resource) + "m" : whole(resource) / MEBIBYTE + "Mi";
    }

    /** Which part of what there is this is, in percent. */
    long percent(String resource, Usage available) {
        long all = available.milli(resource);
        return all == 0 ? 0 : (long) ((double) milli(resource) / (double) all * 100);
    }
}
