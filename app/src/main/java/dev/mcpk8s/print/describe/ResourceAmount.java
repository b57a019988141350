package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.QuantityOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * An amount of a resource that can be added up, and its canonical text (apimachinery {@code
 * api/resource/quantity.go}).
 *
 * @param notation how its text is written; a sum is written like its first operand that is not zero
 */
public record ResourceAmount(BigDecimal value, Notation notation)
        implements Comparable<ResourceAmount> {

    /** The three ways to write a quantity. */
    public enum Notation {
        /** {@code 1500m}, {@code 2k}. */
        DECIMAL,
        /** {@code 1536Mi}. */
        BINARY,
        /** {@code 2e3}. */
        EXPONENT
    }

    /** Nothing: what an amount that is not there counts for. */
    public static final ResourceAmount ZERO = new ResourceAmount(BigDecimal.ZERO, Notation.DECIMAL);

    private static final Pattern EXPONENT = Pattern.compile(".*[eE][+-]?[0-9]+");
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final String[] BINARY_UNITS = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
    private static final String[] DECIMAL_UNITS = {"n", "u", "m", "", "k", "M", "G", "T", "P", "E"};
    private static final int UNIT_OF_ONE = 3;

    /** The amount in a field; zero when it is missing or no quantity. */
    public static ResourceAmount of(JsonNode field) {
        String text = field.asText("0").strip();
        BigDecimal amount = QuantityOrder.amount(text);
        Notation notation =
                text.endsWith("i")
                        ? Notation.BINARY
                        : EXPONENT.matcher(text).matches() ? Notation.EXPONENT : Notation.DECIMAL;
        return amount == null ? ZERO : new ResourceAmount(amount, notation);
    }

    public ResourceAmount plus(ResourceAmount other) {
        Notation written = value.signum() == 0 ? other.notation : notation;
        return new ResourceAmount(value.add(other.value), written);
    }

    /** The same in another notation, rounded up to a whole number if that is another one. */
    public ResourceAmount writtenLike(ResourceAmount other) {
        return notation == other.notation
                ? this
                : new ResourceAmount(BigDecimal.valueOf(whole()), other.notation);
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    /** Rounded up to a whole number. */
    public long whole() {
        return value.setScale(0, RoundingMode.UP).longValue();
    }

    /** Its thousandths, rounded up. */
    public long milli() {
        return value.multiply(THOUSAND).setScale(0, RoundingMode.UP).longValue();
    }

    @Override
    public int compareTo(ResourceAmount other) {
        return value.compareTo(other.value);
    }

    /** The canonical text: the largest unit that leaves a whole number. */
    @Override
    public String toString() {
        if (isZero()) {
            return "0";
        }
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        boolean large = value.abs().compareTo(KIBI) >= 0;
        return notation == Notation.BINARY && whole && large ? binary() : decimal();
    }

    private String binary() {
        BigDecimal number = value;
        int unit = 0;
        while (unit + 1 < BINARY_UNITS.length && number.remainder(KIBI).signum() == 0) {
            number = number.divide(KIBI);
            unit++;
        }
        return number.toBigInteger() + BINARY_UNITS[unit];
    }

    private String decimal() {
        BigDecimal bare = value.stripTrailingZeros();
        int exponent = Math.floorDiv(-bare.scale(), 3) * 3;
        String number = bare.scaleByPowerOfTen(-exponent).toBigInteger().toString();
        int unit = UNIT_OF_ONE + exponent / 3;
        if (notation == Notation.EXPONENT) {
            return exponent == 0 ? number : number + "e" + exponent;
        }
        return unit >= 0 && unit < DECIMAL_UNITS.length ? number + DECIMAL_UNITS[unit] : number;
    }
}
