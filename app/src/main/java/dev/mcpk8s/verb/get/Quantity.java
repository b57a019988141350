package dev.mcpk8s.verb.get;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of texts such as {@code 500m}, {@code 1Gi} and {@code 2e3} (apimachinery: quantity).
 */
final class Quantity {

    private static final int LONGEST = 64;
    private static final Pattern FORM =
            Pattern.compile(
                    "([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+))"
                            + "(|[KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,3})");
    private static final Map<String, Integer> TENS =
            Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
    private static final String BINARY = "KMGTPE";

    private Quantity() {}

    /** Null when the text is no quantity. */
    static @Nullable BigDecimal parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > LONGEST || !form.matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(form.group(1));
        String suffix = form.group(2);
        if (suffix.isEmpty()) {
            return number;
        }
        if (suffix.length() == 2 && suffix.endsWith("i")) {
            int power = BINARY.indexOf(suffix.charAt(0)) + 1;
            return number.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(10 * power)));
        }
        Integer tens = TENS.get(suffix);
        return number.scaleByPowerOfTen(
                tens != null ? tens : Integer.parseInt(suffix, 1, suffix.length(), 10));
    }
}
