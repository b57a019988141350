package dev.mcpk8s.print;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resource quantities by their amount: {@code 1Gi} is more than {@code 900Mi} (apimachinery {@code
 * api/resource/quantity.go}).
 */
public final class QuantityOrder {

    private static final Pattern QUANTITY =
            Pattern.compile("([+-]?)([0-9]*)(?:\\.([0-9]*))?([eEinumkKMGTP]*[+-]?[0-9]*)");
    private static final Pattern EXPONENT = Pattern.compile("[eE]([+-]?[0-9]+)");
    private static final String DECIMAL_SUFFIXES = "num kMGTPE";
    private static final String BINARY_SUFFIXES = "KMGTPE";
    private static final int FINEST = 9;
    private static final BigDecimal SMALLEST = BigDecimal.ONE.movePointLeft(FINEST);
    private static final BigDecimal LARGEST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);

    private QuantityOrder() {}

    /** The amount, or null when the text is no quantity. Finer parts than a billionth round up. */
    public static @Nullable BigDecimal amount(String text) {
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String fraction = matcher.group(3) == null ? "" : matcher.group(3);
        String digits = matcher.group(2) + fraction;
        String suffix = matcher.group(4);
        boolean withoutDigits = digits.isEmpty();
        if (text.isEmpty() || (withoutDigits && (suffix.equals("Pi") || suffix.equals("Ei")))) {
            return null;
        }
        // Go takes a lone sign, point or suffix for zero.
        BigInteger unscaled = withoutDigits ? BigInteger.ZERO : new BigInteger(digits);
        BigDecimal number = new BigDecimal(unscaled, fraction.length());
        Matcher exponent = EXPONENT.matcher(suffix);
        BigDecimal size;
        if (exponent.matches()) {
            size = scaled(number, exponent.group(1));
        } else if (suffix.length() == 2 && suffix.charAt(1) == 'i') {
            int power = BINARY_SUFFIXES.indexOf(suffix.charAt(0)) + 1;
            BigDecimal unit = new BigDecimal(BigInteger.ONE.shiftLeft(10 * power));
            size = power == 0 ? null : rounded(number.multiply(unit)).min(LARGEST_BINARY);
        } else {
            int power = suffix.isEmpty() ? 3 : DECIMAL_SUFFIXES.indexOf(suffix);
            boolean unknown = power < 0 || suffix.length() > 1 || suffix.equals(" ");
            size = unknown ? null : rounded(number.scaleByPowerOfTen(3 * (power - 3)));
        }
        return size == null || !matcher.group(1).equals("-") ? size : size.negate();
    }

    private static @Nullable BigDecimal scaled(BigDecimal number, String exponent) {
        try {
            int power = (int) Long.parseLong(exponent);
            return rounded(number.scaleByPowerOfTen(power));
        } catch (NumberFormatException e) {
            return null;
        } catch (ArithmeticException e) {
            return exponent.startsWith("-") ? SMALLEST : number;
        }
    }

    private static BigDecimal rounded(BigDecimal amount) {
        if (amount.signum() == 0) {
            return BigDecimal.ZERO;
        }
        // Compared first, because rounding writes out every digit of an exponent.
        if (amount.compareTo(SMALLEST) <= 0) {
            return SMALLEST;
        }
        return amount.scale() > FINEST ? amount.setScale(FINEST, RoundingMode.UP) : amount;
    }
}
