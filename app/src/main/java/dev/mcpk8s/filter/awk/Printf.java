package dev.mcpk8s.filter.awk;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code printf} (POSIX: awk, "Formatted output"). */
final class Printf {

    /** Nobody needs wider columns, and a wide one costs memory. */
    private static final int WIDEST = 10_000;

    private static final Pattern DIRECTIVE =
            Pattern.compile(
                    "%([-+ #0']*)(\\*|[0-9]+)?(?:\\.(\\*|[0-9]*))?[hlLqjzt]*(.)", Pattern.DOTALL);

    private final List<Scalar> arguments;
    private final String conversion;
    private int next;

    private Printf(List<Scalar> arguments, String conversion) {
        this.arguments = arguments;
        this.conversion = conversion;
    }

    /** What one directive says. */
    private record Directive(String flags, int width, int precision, char letter) {

        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }
    }

    /**
     * @param conversion how a number becomes text for {@code %s}
     */
    static String format(String format, List<Scalar> arguments, String conversion) {
        Printf printf = new Printf(arguments, conversion);
        StringBuilder text = new StringBuilder();
        Matcher directive = DIRECTIVE.matcher(format);
        int at = 0;
        while (directive.find(at)) {
            text.append(format, at, directive.start()).append(printf.one(directive));
            at = directive.end();
        }
        return text.append(format, at, format.length()).toString();
    }

    private String one(Matcher written) {
        char letter = written.group(4).charAt(0);
        if (letter == '%') {
            return "%";
        }
        if ("diouxXcsaAeEfFgG".indexOf(letter) < 0) {
            return written.group();
        }
        String flags = written.group(1);
        int width = size(written.group(2), 0);
        if (width < 0) {
            flags += "-";
            width = -width;
        }
        String precision = written.group(3);
        int digits = precision == null ? -1 : precision.isEmpty() ? 0 : size(precision, -1);
        if (width > WIDEST || digits > WIDEST) {
            throw AwkError.failed("a column of a format is wider than " + WIDEST);
        }
        Directive directive = new Directive(flags, width, digits, letter);
        return switch (letter) {
            case 'c' -> padded(character(argument()), directive, false);
            case 's' -> padded(string(argument(), directive), directive, false);
            case 'd', 'i', 'o', 'u', 'x', 'X' -> integer(argument().number(), directive);
            default -> real(argument().number(), directive);
        };
    }

    private int size(String written, int otherwise) {
        if (written == null) {
            return otherwise;
        }
        if (written.equals("*")) {
            return (int) Math.clamp(argument().number(), -WIDEST - 1, WIDEST + 1);
        }
        return written.length() > 6 ? WIDEST + 1 : Integer.parseInt(written);
    }

    private Scalar argument() {
        if (next >= arguments.size()) {
            throw AwkError.failed("a format asks for more values than there are");
        }
        return arguments.get(next++);
    }

    private String character(Scalar value) {
        if (value instanceof Scalar.Text(String text)) {
            return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
        }
        double number = value.number();
        int codePoint = number >= 0 && number <= Character.MAX_CODE_POINT ? (int) number : 0xfffd;
        return Character.toString(codePoint);
    }

    private String string(Scalar value, Directive directive) {
        String text = value.text(conversion);
        int length = text.codePointCount(0, text.length());
        boolean cut = directive.precision() >= 0 && directive.precision() < length;
        return cut ? text.substring(0, text.offsetByCodePoints(0, directive.precision())) : text;
    }

    private static String integer(double value, Directive directive) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return padded(Numbers.special(value, false), directive, false);
        }
        BigInteger whole = new BigDecimal(value).toBigInteger();
        if (whole.signum() < 0 && "ouxX".indexOf(directive.letter()) >= 0) {
            whole = whole.add(BigInteger.TWO.pow(Long.SIZE)).max(BigInteger.ZERO);
        }
        int radix =
                switch (directive.letter()) {
                    case 'o' -> 8;
                    case 'x', 'X' -> 16;
                    default -> 10;
                };
        String digits = whole.abs().toString(radix);
        if (directive.letter() == 'X') {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        if (directive.precision() > digits.length()) {
            digits = "0".repeat(directive.precision() - digits.length()) + digits;
        } else if (directive.precision() == 0 && whole.signum() == 0) {
            digits = "";
        }
        if (directive.has('#') && radix != 10 && whole.signum() != 0) {
            digits = (radix == 8 ? "0" : "0" + directive.letter()) + digits;
        }
        return padded(
                sign(whole.signum() < 0, directive) + digits, directive, directive.precision() < 0);
    }

    private static String real(double value, Directive directive) {
        boolean upper = Character.isUpperCase(directive.letter());
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return padded(Numbers.special(value, upper), directive, false);
        }
        int precision = directive.precision() < 0 ? 6 : directive.precision();
        boolean point = directive.has('#');
        String text =
                switch (Character.toLowerCase(directive.letter())) {
                    case 'e' -> Numbers.scientific(value, precision, point);
                    case 'f' -> Numbers.fixed(value, precision, point);
                    default -> Numbers.general(value, precision, point, point);
                };
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        String signed = sign(negative, directive) + digits;
        return padded(upper ? signed.toUpperCase(Locale.ROOT) : signed, directive, true);
    }

    private static String sign(boolean negative, Directive directive) {
        if (negative) {
            return "-";
        }
        return directive.has('+') ? "+" : directive.has(' ') ? " " : "";
    }

    private static String padded(String text, Directive directive, boolean numeric) {
        int missing = directive.width() - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        if (directive.has('-')) {
            return text + " ".repeat(missing);
        }
        if (!numeric || !directive.has('0')) {
            return " ".repeat(missing) + text;
        }
        int sign = !text.isEmpty() && "+- ".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
        return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
    }
}
