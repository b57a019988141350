package dev.mcpk8s.gotemplate;

import dev.mcpk8s.jsonpath.GoNumber;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** The digits of a float for each verb, as Go's {@code strconv.FormatFloat} gives them. */
final class FloatText {

    /** The verbs for floats. */
    static final String DEFAULT_PRECISION = "vgGxXfFeEb";

    /** No float has more digits behind its point. */
    private static final int LONGEST_FRACTION = 1100;

    private static final int SIX = 6;

    private FloatText() {}

    static String of(double value, char verb, Flags flags) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return GoNumber.general(value);
        }
        int precision = flags.hasPrecision ? flags.precision : -1;
        String text =
                switch (verb) {
                    case 'f', 'F' -> fixed(value, precision < 0 ? SIX : precision);
                    case 'e', 'E' -> exponent(value, (precision < 0 ? SIX : precision) + 1);
                    case 'b' -> binary(value);
                    case 'x', 'X' -> hexadecimal(value);
                    default -> precision < 0 ? GoNumber.general(value) : general(value, precision);
                };
        if (flags.sharp && verb != 'b') {
            text = withPoint(text, verb, precision);
        }
        return Character.isUpperCase(verb) ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String fixed(double value, int precision) {
        int exact = Math.min(precision, LONGEST_FRACTION);
        String digits =
                new BigDecimal(Math.abs(value))
                        .setScale(exact, RoundingMode.HALF_EVEN)
                        .toPlainString();
        return sign(value) + digits + "0".repeat(precision - exact);
    }

    private static String exponent(double value, int digits) {
        BigDecimal rounded =
                new BigDecimal(Math.abs(value))
                        .round(new MathContext(digits, RoundingMode.HALF_EVEN));
        String unscaled = rounded.unscaledValue().toString();
        int exponent = value == 0 ? 0 : unscaled.length() - 1 - rounded.scale();
        String all = unscaled + "0".repeat(Math.max(0, digits - unscaled.length()));
        all = all.substring(0, digits);
        String fraction = digits > 1 ? "." + all.substring(1) : "";
        return sign(value) + all.charAt(0) + fraction + exponentSuffix(exponent);
    }

    private static String exponentSuffix(int exponent) {
        return String.format(Locale.ROOT, "e%c%02d", exponent < 0 ? '-' : '+', Math.abs(exponent));
    }

    /** {@code %.3g}: so many digits that mean something, without zeros at the end. */
    private static String general(double value, int precision) {
        int digits = Math.clamp(precision, 1, LONGEST_FRACTION);
        String scientific = exponent(value, digits);
        int e = scientific.indexOf('e');
        int exponent = Integer.parseInt(scientific.substring(e + 1));
        String mantissa = withoutZeros(scientific.substring(0, e));
        int significant = mantissa.replaceAll("[-.]", "").length();
        int threshold = digits > significant && significant >= exponent + 1 ? significant : digits;
        if (exponent < -4 || exponent >= threshold) {
            return mantissa + scientific.substring(e);
        }
        return sign(value) + new BigDecimal(scientific).abs().stripTrailingZeros().toPlainString();
    }

    private static String withoutZeros(String decimal) {
        return decimal.indexOf('.') < 0 ? decimal : decimal.replaceAll("\\.?0+$", "");
    }

    /** {@code 4503599627370496p-52} */
    private static String binary(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long mantissa = bits & 0xFFFFFFFFFFFFFL;
        int exponent = (int) ((bits >>> 52) & 0x7FF);
        mantissa |= exponent == 0 ? 0 : 1L << 52;
        int power = Math.max(exponent, 1) - 1075;
        return sign(value) + mantissa + "p" + (power >= 0 ? "+" : "") + power;
    }

    /** {@code 0x1.8p+01} */
    private static String hexadecimal(double value) {
        String java = Double.toHexString(value).replace(".0p", "p");
        int p = java.indexOf('p');
        int exponent = Integer.parseInt(java.substring(p + 1));
        return java.substring(0, p)
                + String.format(
                        Locale.ROOT, "p%c%02d", exponent < 0 ? '-' : '+', Math.abs(exponent));
    }

    /** {@code %#g}: a decimal point always, and the zeros that make the digits whole. */
    private static String withPoint(String text, char verb, int precision) {
        int tailAt = text.indexOf('e');
        String number = tailAt < 0 ? text : text.substring(0, tailAt);
        String tail = tailAt < 0 ? "" : text.substring(tailAt);
        boolean counts = verb == 'v' || verb == 'g' || verb == 'G';
        int wanted = counts ? precision < 0 ? SIX : precision : 0;
        String digits = number.replaceAll("[-.]", "").replaceFirst("^0+(?=.)", "");
        StringBuilder whole = new StringBuilder(number);
        if (number.indexOf('.') < 0) {
            whole.append('.');
        }
        return whole.append("0".repeat(Math.max(0, wanted - digits.length())))
                .append(tail)
                .toString();
    }

    private static String sign(double value) {
        return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    }
}
