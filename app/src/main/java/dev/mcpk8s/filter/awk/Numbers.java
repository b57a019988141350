package dev.mcpk8s.filter.awk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as C's {@code printf} writes them. */
final class Numbers {

    /** Whole numbers below it are exact. */
    private static final double EXACT = 1L << 53;

    private Numbers() {}

    /** A number as awk prints it: whole ones in full, others by a format. */
    static String text(double value, String format) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value, false);
        }
        if (value == Math.rint(value)) {
            return whole(value);
        }
        if (format.equals("%.6g")) {
            return general(value, 6, false, false);
        }
        return Printf.format(format, java.util.List.of(new Scalar.Numeric(value)), format);
    }

    static String whole(double value) {
        return Math.abs(value) < EXACT
                ? Long.toString((long) value)
                : new BigDecimal(value).toBigInteger().toString();
    }

    /** What is no finite number, with its sign. */
    static String special(double value, boolean upper) {
        String name = Double.isNaN(value) ? "nan" : "inf";
        String sign = value < 0 || Double.doubleToRawLongBits(value) < 0 ? "-" : "+";
        return sign + (upper ? name.toUpperCase(java.util.Locale.ROOT) : name);
    }

    /** {@code %f}. */
    static String fixed(double value, int precision, boolean point) {
        String digits =
                new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
        return sign(value, digits) + (point && precision == 0 ? "." : "");
    }

    /** {@code %e}. */
    static String scientific(double value, int precision, boolean point) {
        if (value == 0) {
            String zeros = precision > 0 || point ? "." + "0".repeat(precision) : "";
            return sign(value, "0" + zeros + "e+00");
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String digits = rounded.unscaledValue().abs().toString();
        digits += "0".repeat(Math.max(0, precision + 1 - digits.length()));
        String fraction = precision > 0 || point ? "." + digits.substring(1, precision + 1) : "";
        String written = Integer.toString(Math.abs(exponent));
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + (exponent < 0 ? "e-" : "e+")
                + (written.length() < 2 ? "0" + written : written);
    }

    /**
     * {@code %g}.
     *
     * @param keepsZeros the flag {@code #}
     */
    static String general(double value, int asked, boolean keepsZeros, boolean point) {
        int precision = Math.max(1, asked);
        int exponent = 0;
        if (value != 0) {
            BigDecimal rounded =
                    new BigDecimal(value).round(new MathContext(precision, RoundingMode.HALF_EVEN));
            exponent = rounded.precision() - rounded.scale() - 1;
        }
        if (exponent < -4 || exponent >= precision) {
            String text = scientific(value, precision - 1, point);
            int e = text.indexOf('e');
            return keepsZeros ? text : withoutZeros(text.substring(0, e)) + text.substring(e);
        }
        String text = fixed(value, precision - 1 - exponent, point);
        return keepsZeros ? text : withoutZeros(text);
    }

    private static String withoutZeros(String digits) {
        if (digits.indexOf('.') < 0) {
            return digits;
        }
        String cut = digits.replaceFirst("0+$", "");
        return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private static String sign(double value, String digits) {
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        return negative && !digits.startsWith("-") ? "-" + digits : digits;
    }
}
