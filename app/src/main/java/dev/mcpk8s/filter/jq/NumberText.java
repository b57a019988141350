package dev.mcpk8s.filter.jq;

import java.math.BigDecimal;

/** Numbers as jq 1.6 prints them: the shortest digits that read back as the same number. */
final class NumberText {

    private NumberText() {}

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "null";
        }
        if (Double.isInfinite(value)) {
            return of(Math.copySign(Double.MAX_VALUE, value));
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + laidOut(digits, point);
    }

    private static String laidOut(String digits, int point) {
        if (point <= -4 || point > digits.length() + 15) {
            int exponent = point - 1;
            String mantissa =
                    digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            String power = Integer.toString(Math.abs(exponent));
            return mantissa
                    + (exponent < 0 ? "e-" : "e+")
                    + (power.length() == 1 ? "0" : "")
                    + power;
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return point >= digits.length()
                ? digits + "0".repeat(point - digits.length())
                : digits.substring(0, point) + "." + digits.substring(point);
    }
}
