package dev.mcpk8s.gotemplate;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as a template writes it: what it is depends on how it looks.
 *
 * @param written as it stands in the template
 * @param value null for an integer that fits in no {@code int}
 */
record NumberLiteral(String written, @Nullable Value value) {

    private static final Pattern INTEGER =
            Pattern.compile("[+-]?(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]+|[0-9][0-9_]*)");
    private static final Pattern FLOAT =
            Pattern.compile(
                    "[+-]?([0-9_]+\\.?[0-9_]*|\\.[0-9_]+)([eE][+-]?[0-9_]+)?"
                            + "|[+-]?0[xX]([0-9a-fA-F_]+\\.?[0-9a-fA-F_]*|\\.[0-9a-fA-F_]+)"
                            + "[pP][+-]?[0-9_]+");
    private static final Pattern COMPLEX = Pattern.compile("(.*[^eEpP])([+-].*)i");
    private static final Pattern STRAY_UNDERSCORE =
            Pattern.compile("(?:^|[^0-9a-fA-FxXoObB_])_|__|_(?:$|[^0-9a-fA-F_])");

    /**
     * @throws TemplateMistake when the text is no number
     */
    static NumberLiteral parse(String text) {
        if (text.endsWith("i")) {
            String real = text.substring(0, text.length() - 1);
            Optional<Double> imaginary = parseFloat(real);
            if (imaginary.isPresent()) {
                return new NumberLiteral(text, new Value.Complex(0, imaginary.get()));
            }
        }
        Optional<BigInteger> integer = parseInteger(text);
        if (integer.isPresent() && integer.get().bitLength() < Long.SIZE) {
            return new NumberLiteral(text, Value.Int.of(integer.get().longValue()));
        }
        if (integer.isPresent() && integer.get().bitLength() == Long.SIZE && !hasSign(text)) {
            return new NumberLiteral(text, null);
        }
        double value =
                parseFloat(text)
                        .orElseThrow(
                                () -> new TemplateMistake("illegal number syntax: " + q(text)));
        boolean hexadecimal = text.toLowerCase(Locale.ROOT).contains("0x");
        boolean looksLikeFloat =
                text.indexOf('.') >= 0
                        || text.indexOf('p') >= 0
                        || text.indexOf('P') >= 0
                        || (!hexadecimal && (text.indexOf('e') >= 0 || text.indexOf('E') >= 0));
        if (!looksLikeFloat) {
            throw new TemplateMistake("integer overflow: " + q(text));
        }
        return new NumberLiteral(text, new Value.Real(value));
    }

    /** {@code 1+2i} */
    static NumberLiteral parseComplex(String text) {
        Matcher parts = COMPLEX.matcher(text);
        if (parts.matches()) {
            Optional<Double> real = parseFloat(parts.group(1));
            Optional<Double> imaginary = parseFloat(parts.group(2));
            if (real.isPresent() && imaginary.isPresent()) {
                return new NumberLiteral(text, new Value.Complex(real.get(), imaginary.get()));
            }
        }
        throw new TemplateMistake("syntax error scanning complex number");
    }

    /** {@code 'x'} */
    static NumberLiteral parseCharacter(String text) {
        String bytes = Unquote.single(text);
        return new NumberLiteral(text, Value.Int.of(Unquote.rune(bytes)));
    }

    private static boolean hasSign(String text) {
        return text.startsWith("-") || text.startsWith("+");
    }

    private static Optional<BigInteger> parseInteger(String text) {
        if (!INTEGER.matcher(text).matches() || hasStrayUnderscore(text)) {
            return Optional.empty();
        }
        String digits = text.replace("_", "");
        String sign = hasSign(digits) ? digits.substring(0, 1) : "";
        digits = digits.substring(sign.length()).toLowerCase(Locale.ROOT);
        int base = 10;
        if (digits.length() > 1 && digits.startsWith("0")) {
            base = digits.startsWith("0x") ? 16 : digits.startsWith("0b") ? 2 : 8;
            digits = digits.replaceFirst("^0[xbo]?", "");
        }
        try {
            return digits.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new BigInteger(sign + digits, base));
        } catch (NumberFormatException notOfThisBase) {
            return Optional.empty();
        }
    }

    private static Optional<Double> parseFloat(String text) {
        if (!FLOAT.matcher(text).matches() || hasStrayUnderscore(text)) {
            return Optional.empty();
        }
        try {
            double value = Double.parseDouble(text.replace("_", ""));
            return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static boolean hasStrayUnderscore(String text) {
        return text.indexOf('_') >= 0 && STRAY_UNDERSCORE.matcher(text).find();
    }

    private static String q(String text) {
        return ByteText.quote(text, '"', false);
    }
}
