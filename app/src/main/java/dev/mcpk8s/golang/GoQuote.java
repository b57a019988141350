package dev.mcpk8s.golang;

import java.util.Locale;

/**
 * Text in double quotes as Go's {@code %q} writes it (strconv {@code Quote}), everything that is
 * not printable escaped. So a caller's text inside a message cannot forge one.
 */
public final class GoQuote {

    private static final int REPLACEMENT = 0xFFFD;

    private GoQuote() {}

    /** The text in its quotes. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2);
        append(text, quoted);
        return quoted.toString();
    }

    /**
     * The text in its quotes, at the end of another. Half of a surrogate pair, which no Go string
     * holds, becomes U+FFFD.
     */
    public static void append(String text, StringBuilder quoted) {
        quoted.append('"');
        text.codePoints().forEach(c -> append(c, quoted));
        quoted.append('"');
    }

    private static void append(int c, StringBuilder quoted) {
        int simple = "\u0007\b\f\n\r\t\u000B\\\"".indexOf(c);
        if (simple >= 0) {
            quoted.append('\\').append("abfnrtv\\\"".charAt(simple));
        } else if (GoRune.isPrint(c)) {
            quoted.appendCodePoint(c);
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            quoted.appendCodePoint(REPLACEMENT);
        } else {
            String digits = c < ' ' || c == 0x7F ? "x%02x" : c <= 0xFFFF ? "u%04x" : "U%08x";
            quoted.append('\\').append(String.format(Locale.ROOT, digits, c));
        }
    }
}
