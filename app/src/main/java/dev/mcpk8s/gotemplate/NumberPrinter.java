package dev.mcpk8s.gotemplate;

import dev.mcpk8s.golang.GoRune;
import java.io.IOException;
import java.util.Locale;

/** Numbers as the verbs of Go's {@code fmt} write them (fmt/format.go). */
final class NumberPrinter {

    private final Sink out;
    private final Flags flags;
    private final Padding padding;

    NumberPrinter(Sink out, Flags flags) {
        this.out = out;
        this.flags = flags;
        this.padding = new Padding(out, flags);
    }

    /** Whether the verb is one for integers; nothing is written otherwise. */
    boolean integer(long value, boolean signed, int verb) throws IOException {
        switch (verb) {
            case 'v' -> {
                if (flags.sharpV && !signed) {
                    flags.sharp = true;
                    digits(value, 16, false, verb);
                    flags.sharp = false;
                } else {
                    digits(value, 10, signed, verb);
                }
            }
            case 'd' -> digits(value, 10, signed, verb);
            case 'b' -> digits(value, 2, signed, verb);
            case 'o', 'O' -> digits(value, 8, signed, verb);
            case 'x', 'X' -> digits(value, 16, signed, verb);
            case 'c' -> padding.text(ByteText.ofRune(rune(value)));
            case 'q' ->
                    padding.text(ByteText.quote(ByteText.ofRune(rune(value)), '\'', flags.plus));
            case 'U' -> unicode(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static int rune(long value) {
        return value >= 0 && value <= Character.MAX_CODE_POINT ? (int) value : ByteText.REPLACEMENT;
    }

    private void digits(long value, int base, boolean signed, int verb) throws IOException {
        boolean negative = signed && value < 0;
        String digits = Long.toUnsignedString(negative ? -value : value, base);
        int precision = flags.hasPrecision ? flags.precision : zeroFilled(negative);
        if (flags.hasPrecision && precision == 0 && value == 0) {
            out.pad(' ', flags.hasWidth ? flags.width : 0);
            return;
        }
        digits = "0".repeat(Math.max(0, precision - digits.length())) + digits;
        if (flags.sharp) {
            digits =
                    switch (base) {
                        case 2 -> "0b" + digits;
                        case 8 -> digits.startsWith("0") ? digits : "0" + digits;
                        case 16 -> "0x" + digits;
                        default -> digits;
                    };
        }
        if (verb == 'O') {
            digits = "0o" + digits;
        }
        if (verb == 'X') {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        String sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
        padding.textInBlanks(sign + digits);
    }

    private int zeroFilled(boolean negative) {
        if (!flags.zero || flags.minus || !flags.hasWidth) {
            return 0;
        }
        return negative || flags.plus || flags.space ? flags.width - 1 : flags.width;
    }

    private void unicode(long value) throws IOException {
        String digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
        int precision = flags.hasPrecision ? Math.max(4, flags.precision) : 4;
        String text = "U+" + "0".repeat(Math.max(0, precision - digits.length())) + digits;
        if (flags.sharp && value >= 0 && value <= Character.MAX_CODE_POINT) {
            int rune = (int) value;
            text += GoRune.isPrint(rune) ? " '" + ByteText.ofRune(rune) + "'" : "";
        }
        padding.textInBlanks(text);
    }

    /** {@code (1+2i)}. */
    boolean complex(double real, double imaginary, int verb) throws IOException {
        if (FloatText.DEFAULT_PRECISION.indexOf(verb) < 0) {
            return false;
        }
        boolean plus = flags.plus;
        out.add("(");
        boolean _ = real(real, verb);
        flags.plus = true;
        boolean _ = real(imaginary, verb);
        flags.plus = plus;
        out.add("i)");
        return true;
    }

    /** Whether the verb is one for floats; nothing is written otherwise. */
    boolean real(double value, int verb) throws IOException {
        if (FloatText.DEFAULT_PRECISION.indexOf(verb) < 0) {
            return false;
        }
        String number = FloatText.of(value, (char) verb, flags);
        boolean signed = number.startsWith("-") || number.startsWith("+");
        String digits = signed ? number.substring(1) : number;
        String sign = number.startsWith("-") ? "-" : flags.plus ? "+" : flags.space ? " " : "";
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            padding.textInBlanks(
                    (Double.isInfinite(value) && sign.isEmpty() ? "+" : sign) + digits);
        } else if (flags.zero
                && !flags.minus
                && !sign.isEmpty()
                && flags.hasWidth
                && flags.width > digits.length() + 1) {
            out.add(sign);
            out.pad('0', flags.width - digits.length() - 1);
            out.add(digits);
        } else {
            padding.text(sign + digits);
        }
        return true;
    }
}
