package dev.mcpk8s.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Numbers as Go writes them. kubectl holds a JSON number as {@code int64} where that is exact and
 * as {@code float64} otherwise (sigs.k8s.io/json); so do we.
 */
public final class GoNumber {

    private static final double JSON_SMALLEST_PLAIN = 1e-6;
    private static final double JSON_SMALLEST_EXPONENT = 1e21;

    private GoNumber() {}

    /** Whether Go holds this number as {@code int64}. */
    public static boolean isInteger(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }

    /**
     * {@code %v}: the shortest form, with an exponent from {@code 1e+06} and below {@code 1e-4}.
     */
    public static String plain(JsonNode number) {
        return isInteger(number)
                ? Long.toString(number.longValue())
                : general(number.doubleValue());
    }

    /** As {@code encoding/json} writes it; NaN and the infinities have no such form. */
    public static String json(JsonNode number) {
        return isInteger(number) ? Long.toString(number.longValue()) : json(number.doubleValue());
    }

    /** A float as {@code encoding/json} writes it. */
    public static String json(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < JSON_SMALLEST_PLAIN || size >= JSON_SMALLEST_EXPONENT)) {
            StringBuilder text = exponent(value, new StringBuilder(), shortest(size));
            int last = text.length();
            boolean twoDigitsByPadding =
                    last >= 4 && text.charAt(last - 3) == '-' && text.charAt(last - 2) == '0';
            return (twoDigitsByPadding ? text.deleteCharAt(last - 2) : text).toString();
        }
        return fixed(value, new StringBuilder(), shortest(size)).toString();
    }

    /** {@code strconv.FormatFloat(value, 'g', -1, 64)}. */
    public static String general(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        Digits digits = shortest(Math.abs(value));
        int exponent = digits.point - 1;
        boolean withExponent = value != 0 && (exponent < -4 || exponent >= 6);
        StringBuilder text = new StringBuilder();
        return (withExponent ? exponent(value, text, digits) : fixed(value, text, digits))
                .toString();
    }

    /** {@code 0.text * 10^point}; zero is "0" with point 1. */
    private record Digits(String text, int point) {}

    private static Digits shortest(double size) {
        String written = Double.toString(size);
        int e = written.indexOf('E');
        int exponent = e < 0 ? 0 : Integer.parseInt(written, e + 1, written.length(), 10);
        String mantissa = e < 0 ? written : written.substring(0, e);
        int dot = mantissa.indexOf('.');
        String all = mantissa.substring(0, dot) + mantissa.substring(dot + 1);
        int from = 0;
        while (from < all.length() - 1 && all.charAt(from) == '0') {
            from++;
        }
        int to = all.length();
        while (to > from + 1 && all.charAt(to - 1) == '0') {
            to--;
        }
        Digits digits = new Digits(all.substring(from, to), dot + exponent - from);
        if (digits.text.equals("0")) {
            return new Digits("0", 1);
        }
        return digits.text.length() == 2 ? oneDigitIfEnough(digits, size) : digits;
    }

    /** Java always writes two digits where one would identify the number (4.9E-324). */
    private static Digits oneDigitIfEnough(Digits two, double size) {
        int first = two.text.charAt(0) - '0';
        boolean up = two.text.charAt(1) >= '5';
        for (int candidate : new int[] {up ? first + 1 : first, up ? first : first + 1}) {
            if (candidate > 0
                    && candidate < 10
                    && Double.parseDouble(candidate + "E" + (two.point - 1)) == size) {
                return new Digits(Integer.toString(candidate), two.point);
            }
        }
        return two;
    }

    private static StringBuilder exponent(double value, StringBuilder text, Digits digits) {
        sign(value, text).append(digits.text.charAt(0));
        if (digits.text.length() > 1) {
            text.append('.').append(digits.text, 1, digits.text.length());
        }
        int exponent = digits.point - 1;
        text.append('e').append(exponent < 0 ? '-' : '+');
        if (Math.abs(exponent) < 10) {
            text.append('0');
        }
        return text.append(Math.abs(exponent));
    }

    private static StringBuilder fixed(double value, StringBuilder text, Digits digits) {
        sign(value, text);
        int length = digits.text.length();
        if (digits.point <= 0) {
            return text.append("0.").repeat('0', -digits.point).append(digits.text);
        }
        if (digits.point >= length) {
            return text.append(digits.text).repeat('0', digits.point - length);
        }
        return text.append(digits.text, 0, digits.point)
                .append('.')
                .append(digits.text, digits.point, length);
    }

    private static StringBuilder sign(double value, StringBuilder text) {
        return Double.doubleToRawLongBits(value) < 0 ? text.append('-') : text;
    }
}
