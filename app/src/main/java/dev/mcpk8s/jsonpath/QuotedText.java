package dev.mcpk8s.jsonpath;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A quoted string of a template with Go's escapes; bytes written as {@code \xNN} or {@code \NNN}
 * are joined to UTF-8 (client-go {@code jsonpath.UnquoteExtend}).
 */
final class QuotedText {

    private final String quoted;
    private final char quote;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at = 1;

    private QuotedText(String quoted) {
        this.quoted = quoted;
        quote = quoted.charAt(0);
    }

    /**
     * @param quoted with its quotes
     */
    static String unquote(String quoted) {
        return new QuotedText(quoted).text();
    }

    private String text() {
        String inner = quoted.substring(1, quoted.length() - 1);
        if (inner.indexOf('\\') < 0) {
            return inner;
        }
        int end = quoted.length() - 1;
        while (at < end) {
            int c = quoted.codePointAt(at);
            at += Character.charCount(c);
            if (c == quote) {
                throw invalid();
            }
            if (c == '\\') {
                escape(end);
            } else {
                add(c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void escape(int end) {
        if (at >= end) {
            throw invalid();
        }
        char c = quoted.charAt(at++);
        int simple = "abfnrtv\\".indexOf(c);
        if (simple >= 0) {
            bytes.write("\u0007\b\f\n\r\t\u000B\\".charAt(simple));
        } else if (c == 'x') {
            bytes.write(digits(2, 16, end));
        } else if (c == 'u' || c == 'U') {
            int codePoint = digits(c == 'u' ? 4 : 8, 16, end);
            boolean surrogate =
                    codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            if (surrogate || !Character.isValidCodePoint(codePoint)) {
                throw invalid();
            }
            add(codePoint);
        } else if (c >= '0' && c <= '7') {
            at--;
            int value = digits(3, 8, end);
            if (value > 0xFF) {
                throw invalid();
            }
            bytes.write(value);
        } else if (c == quote) {
            bytes.write(c);
        } else {
            throw invalid();
        }
    }

    private int digits(int count, int radix, int end) {
        if (at + count > end) {
            throw invalid();
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            char c = quoted.charAt(at++);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                throw invalid();
            }
            value = value * radix + digit;
        }
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private void add(int codePoint) {
        bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }

    private RuntimeException invalid() {
        return TemplateParser.error("unquote string " + quoted + " error invalid syntax");
    }
}
