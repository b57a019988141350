package dev.mcpk8s.print;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a plain scalar would be read as something other than a string, by the rules of go-yaml v2
 * (YAML 1.1 with its own view of numbers and times; go.yaml.in/yaml/v2 {@code resolve.go}).
 */
final class YamlLookalike {

    private static final Set<String> WORDS =
            Set.of(
                    "", "~", "null", "Null", "NULL", "y", "Y", "yes", "Yes", "YES", "true", "True",
                    "TRUE", "on", "On", "ON", "n", "N", "no", "No", "NO", "false", "False", "FALSE",
                    "off", "Off", "OFF", ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf",
                    "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");

    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern DOT_FLOAT =
            Pattern.compile("\\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?");
    private static final Pattern BASE_60 =
            Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");

    private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger BEYOND_UNSIGNED = BigInteger.ONE.shiftLeft(64);

    private YamlLookalike() {}

    /** Whether the text must be quoted to stay a string. */
    static boolean test(String text) {
        if (text.isEmpty()) {
            return true;
        }
        char first = text.charAt(0);
        if ((first >= '0' && first <= '9') || first == '+' || first == '-') {
            return WORDS.contains(text)
                    || GoTime.isTimestamp(text)
                    || isNumber(text.replace("_", ""))
                    || (text.indexOf(':') >= 0 && BASE_60.matcher(text).matches());
        }
        return switch (first) {
            case '.' -> WORDS.contains(text) || isDotFloat(text);
            case 'y', 'Y', 'n', 'N', 't', 'T', 'f', 'F', 'o', 'O', '~' -> WORDS.contains(text);
            default -> false;
        };
    }

    private static boolean isDotFloat(String text) {
        return DOT_FLOAT.matcher(text).matches() && isFinite(text.replace("_", ""));
    }

    private static boolean isNumber(String plain) {
        return isInteger(plain) || (FLOAT.matcher(plain).matches() && isFinite(plain));
    }

    private static boolean isFinite(String decimal) {
        return Double.isFinite(Double.parseDouble(decimal));
    }

    /** What Go's ParseInt reads in base 0, all of it within 64 bits with a sign. */
    static boolean isSignedInteger(String plain) {
        boolean signed = plain.startsWith("-") || plain.startsWith("+");
        return integerFits(plain, signed ? plain.charAt(0) : '+');
    }

    private static boolean isInteger(String plain) {
        boolean signed = plain.startsWith("-") || plain.startsWith("+");
        return integerFits(plain, signed ? plain.charAt(0) : ' ');
    }

    /** Go's base 0: sign, then {@code 0x}, {@code 0o}, {@code 0b}, {@code 0} or decimal digits. */
    private static boolean integerFits(String plain, char sign) {
        boolean signed = plain.startsWith("-") || plain.startsWith("+");
        String digits = signed ? plain.substring(1) : plain;
        int radix = 10;
        int skip = 0;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix =
                    switch (digits.charAt(1)) {
                        case 'x', 'X' -> 16;
                        case 'b', 'B' -> 2;
                        default -> 8;
                    };
            boolean letter = radix != 8 || digits.charAt(1) == 'o' || digits.charAt(1) == 'O';
            skip = letter ? 2 : 1;
        }
        return inRange(digits.substring(skip), radix, sign);
    }

    private static boolean inRange(String digits, int radix, char sign) {
        if (digits.isEmpty()) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) >= 0x80 || Character.digit(digits.charAt(i), radix) < 0) {
                return false;
            }
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > Long.SIZE) {
            return false;
        }
        BigInteger size = new BigInteger(significant, radix);
        return switch (sign) {
            case '-' -> size.negate().compareTo(SMALLEST) >= 0;
            case '+' -> size.bitLength() < Long.SIZE;
            default -> size.compareTo(BEYOND_UNSIGNED) < 0;
        };
    }
}
