package dev.mcpk8s.gotemplate;

import java.io.IOException;
import java.util.List;

/** Go's {@code fmt.Sprintf} (fmt/print.go, {@code doPrintf}). */
final class Printf {

    private static final int LARGEST = 1_000_000;

    private final String format;
    private final List<Value> arguments;
    private final Sink out;
    private int at;
    private int argument;
    private boolean reordered;
    private boolean goodNumber;
    private boolean afterNumber;
    private Flags flags = new Flags();

    private Printf(String format, List<Value> arguments, Sink out) {
        this.format = format;
        this.arguments = arguments;
        this.out = out;
    }

    static void print(String format, List<Value> arguments, Sink out) throws IOException {
        new Printf(format, arguments, out).run();
    }

    private void run() throws IOException {
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            int end = percent < 0 ? format.length() : percent;
            out.add(format.substring(at, end));
            at = end + 1;
            if (percent >= 0) {
                directive();
            }
        }
        if (!reordered && argument < arguments.size()) {
            extra();
        }
    }

    private void directive() throws IOException {
        flags = new Flags();
        goodNumber = true;
        afterNumber = false;
        while (at < format.length() && flags.accept(format.charAt(at))) {
            at++;
        }
        argumentNumber();
        width();
        precision();
        if (!afterNumber) {
            argumentNumber();
        }
        if (at >= format.length()) {
            out.add("%!(NOVERB)");
            return;
        }
        int verb = ByteText.runeAt(format, at);
        at += ByteText.widthAt(format, at);
        verb(verb);
    }

    private void verb(int verb) throws IOException {
        if (verb == '%') {
            out.add("%");
        } else if (!goodNumber) {
            out.add("%!" + ByteText.ofRune(verb) + "(BADINDEX)");
        } else if (argument >= arguments.size()) {
            out.add("%!" + ByteText.ofRune(verb) + "(MISSING)");
        } else {
            if (verb == 'v' || verb == 'w') {
                flags.setForValue();
            }
            new ValuePrinter(out, flags).print(arguments.get(argument), verb);
            argument++;
        }
    }

    private void width() throws IOException {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            int value = starValue();
            flags.hasWidth = value != Integer.MIN_VALUE;
            if (flags.hasWidth) {
                flags.setWidth(value);
            } else {
                out.add("%!(BADWIDTH)");
            }
            afterNumber = false;
        } else {
            int value = number();
            flags.hasWidth = value >= 0;
            flags.width = Math.max(0, value);
            if (afterNumber && flags.hasWidth) {
                goodNumber = false;
            }
        }
    }

    private void precision() throws IOException {
        if (at + 1 >= format.length() || format.charAt(at) != '.') {
            return;
        }
        at++;
        if (afterNumber) {
            goodNumber = false;
        }
        argumentNumber();
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            int value = starValue();
            flags.hasPrecision = value >= 0;
            flags.precision = Math.max(0, value);
            if (!flags.hasPrecision) {
                out.add("%!(BADPREC)");
            }
            afterNumber = false;
        } else {
            flags.precision = Math.max(0, number());
            flags.hasPrecision = true;
        }
    }

    /** The next argument as a width; the smallest of all integers when it is none. */
    private int starValue() {
        if (argument >= arguments.size()) {
            return Integer.MIN_VALUE;
        }
        Value value = arguments.get(argument++).unboxed();
        return value instanceof Value.Int number && Math.abs(number.value()) <= LARGEST
                ? (int) number.value()
                : Integer.MIN_VALUE;
    }

    /** Digits from here on; -1 when there are none, or far too many. */
    private int number() {
        int value = -1;
        while (at < format.length() && isDigit(format.charAt(at))) {
            if (value > LARGEST) {
                at = format.length();
                return -1;
            }
            value = Math.max(0, value) * 10 + format.charAt(at) - '0';
            at++;
        }
        return value;
    }

    /** {@code [3]}: which argument is next. */
    private void argumentNumber() {
        afterNumber = false;
        if (at >= format.length() || format.charAt(at) != '[') {
            return;
        }
        reordered = true;
        int close = format.indexOf(']', at);
        if (close < 0 || format.length() - at < 3) {
            at++;
            goodNumber = false;
            return;
        }
        String inside = format.substring(at + 1, close);
        at = close + 1;
        boolean numeric =
                !inside.isEmpty()
                        && inside.length() < 9
                        && inside.chars().allMatch(Printf::isDigit);
        int index = numeric ? Integer.parseInt(inside) - 1 : -1;
        afterNumber = numeric;
        if (index >= 0 && index < arguments.size()) {
            argument = index;
        } else {
            goodNumber = false;
        }
    }

    private void extra() throws IOException {
        out.add("%!(EXTRA ");
        String separator = "";
        for (Value rest : arguments.subList(argument, arguments.size())) {
            out.add(separator);
            separator = ", ";
            Value value = rest.unboxed();
            if (value.isValid()) {
                out.add(value.goType() + "=");
            }
            ValuePrinter.plain(value, out);
        }
        out.add(")");
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
