package dev.mcpk8s.commandline.flag;

import dev.mcpk8s.golang.GoQuote;
import java.math.BigInteger;

/** Go's strconv: what it takes and what it says. */
final class GoValues {

    private GoValues() {}

    static boolean parseBool(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw wrong("ParseBool", text, "invalid syntax");
        };
    }

    /**
     * @param base 10, or 0 for what a prefix says ({@code 0x}, {@code 0o}, {@code 0b}, {@code 0})
     */
    static long parseInt(String text, int base, int bits) {
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        BigInteger magnitude = magnitude(text, digits, base);
        BigInteger value = text.startsWith("-") ? magnitude.negate() : magnitude;
        if (value.bitLength() >= bits) {
            throw wrong("ParseInt", text, "value out of range");
        }
        return value.longValueExact();
    }

    private static BigInteger magnitude(String text, String digits, int base) {
        String plain = digits;
        int radix = 10;
        if (base == 0 && digits.length() > 1 && digits.startsWith("0")) {
            radix =
                    switch (Character.toLowerCase(digits.charAt(1))) {
                        case 'x' -> 16;
                        case 'b' -> 2;
                        default -> 8;
                    };
            boolean letter =
                    Character.isLetter(digits.charAt(1)) && "xXbBoO".indexOf(digits.charAt(1)) >= 0;
            plain = digits.substring(letter ? 2 : 1);
        }
        String pattern = base == 0 ? "_?[0-9a-fA-F]+(_[0-9a-fA-F]+)*" : "[0-9]+";
        boolean underscoreFirst = plain.startsWith("_") && radix == 10;
        if (!plain.matches(pattern) || underscoreFirst) {
            throw wrong("ParseInt", text, "invalid syntax");
        }
        try {
            return new BigInteger(plain.replace("_", ""), radix);
        } catch (NumberFormatException _) {
            throw wrong("ParseInt", text, "invalid syntax");
        }
    }

    static void checkPairs(String text) {
        for (String pair : Csv.firstRecord(text)) {
            if (!pair.contains("=")) {
                throw new FlagException(pair + " must be formatted as key=value");
            }
        }
    }

    private static FlagException wrong(String function, String text, String what) {
        return new FlagException(
                "strconv." + function + ": parsing " + GoQuote.quote(text) + ": " + what);
    }
}
