package dev.mcpk8s.gotemplate;

/** Constants in quotes as Go reads them (strconv {@code Unquote}). */
final class Unquote {

    private static final String SIMPLE = "abfnrtv\\";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000B\\";

    private Unquote() {}

    /**
     * The bytes of a text in double or back quotes.
     *
     * @throws TemplateMistake {@code invalid syntax}
     */
    static String text(String written) {
        String inner = written.substring(1, written.length() - 1);
        return written.charAt(0) == '`' ? inner.replace("\r", "") : unescape(inner, '"');
    }

    /**
     * The bytes of a character constant; at least one.
     *
     * @throws TemplateMistake when it is not one character
     */
    static String single(String written) {
        String inner = written.substring(1, written.length() - 1);
        if (inner.isEmpty()) {
            throw new TemplateMistake("invalid syntax");
        }
        int width = inner.charAt(0) == '\\' ? escapeLength(inner, 0) : ByteText.widthAt(inner, 0);
        String first = inner.substring(0, width);
        String bytes = unescape(first, '\'');
        if (width < inner.length()) {
            throw new TemplateMistake("malformed character constant: " + written);
        }
        return bytes;
    }

    /** The number of a character constant's character: {@code '\xff'} is that byte. */
    static int rune(String bytes) {
        return bytes.length() == 1 ? bytes.charAt(0) : ByteText.runeAt(bytes, 0);
    }

    private static String unescape(String inner, char quote) {
        StringBuilder bytes = new StringBuilder(inner.length());
        int at = 0;
        while (at < inner.length()) {
            char c = inner.charAt(at);
            if (c == quote) {
                throw new TemplateMistake("invalid syntax");
            }
            if (c == '\\') {
                int length = escapeLength(inner, at);
                escaped(inner.substring(at + 1, at + length), quote, bytes);
                at += length;
            } else {
                bytes.append(c);
                at++;
            }
        }
        return bytes.toString();
    }

    private static int escapeLength(String inner, int at) {
        int length =
                at + 1 >= inner.length()
                        ? 1
                        : switch (inner.charAt(at + 1)) {
                            case 'x' -> 4;
                            case 'u' -> 6;
                            case 'U' -> 10;
                            case '0', '1', '2', '3', '4', '5', '6', '7' -> 4;
                            default -> 2;
                        };
        if (length == 1 || at + length > inner.length()) {
            throw new TemplateMistake("invalid syntax");
        }
        return length;
    }

    private static void escaped(String escape, char quote, StringBuilder bytes) {
        char kind = escape.charAt(0);
        int simple = SIMPLE.indexOf(kind);
        if (simple >= 0 && escape.length() == 1) {
            bytes.append(MEANT.charAt(simple));
        } else if (kind == quote) {
            bytes.append(kind);
        } else if (kind == 'x') {
            bytes.append((char) digits(escape.substring(1), 16));
        } else if (kind == 'u' || kind == 'U') {
            long rune = digits(escape.substring(1), 16);
            boolean surrogate = rune >= Character.MIN_SURROGATE && rune <= Character.MAX_SURROGATE;
            if (rune > Character.MAX_CODE_POINT || surrogate) {
                throw new TemplateMistake("invalid syntax");
            }
            bytes.append(ByteText.ofRune((int) rune));
        } else if (kind >= '0' && kind <= '7') {
            long value = digits(escape, 8);
            if (value > 0xFF) {
                throw new TemplateMistake("invalid syntax");
            }
            bytes.append((char) value);
        } else {
            throw new TemplateMistake("invalid syntax");
        }
    }

    private static long digits(String text, int base) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), base);
            if (digit < 0 || text.charAt(i) > 'f') {
                throw new TemplateMistake("invalid syntax");
            }
            value = value * base + digit;
        }
        return value;
    }
}
