package dev.mcpk8s.gotemplate;

import dev.mcpk8s.golang.GoRune;
import dev.mcpk8s.jsonpath.GoText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Texts of bytes: each {@code char} is one byte of UTF-8, as Go's strings are. */
final class ByteText {

    static final int REPLACEMENT = 0xFFFD;
    private static final int CONTINUATION_BITS = 6;

    private ByteText() {}

    /** The bytes of a text. */
    static String of(String text) {
        return isAscii(text)
                ? text
                : new String(
                        GoText.wellFormed(text).getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.ISO_8859_1);
    }

    /** The text that the bytes are; what is no UTF-8 becomes U+FFFD. */
    static String decode(String bytes) {
        return isAscii(bytes)
                ? bytes
                : new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    static String ofRune(int rune) {
        boolean sound = Character.isValidCodePoint(rune) && !isSurrogate(rune);
        return of(Character.toString(sound ? rune : REPLACEMENT));
    }

    /** The character that begins at a byte; U+FFFD where none does. */
    static int runeAt(String bytes, int at) {
        int first = bytes.charAt(at);
        int length = lengthBy(first);
        if (length == 1 || at + length > bytes.length()) {
            return first < 0x80 ? first : REPLACEMENT;
        }
        int rune = first & (0xFF >> (length + 1));
        for (int i = 1; i < length; i++) {
            int next = bytes.charAt(at + i);
            if ((next & 0xC0) != 0x80) {
                return REPLACEMENT;
            }
            rune = (rune << CONTINUATION_BITS) | (next & 0x3F);
        }
        boolean shortest = rune >= new int[] {0, 0, 0x80, 0x800, 0x10000}[length];
        return shortest && rune <= Character.MAX_CODE_POINT && !isSurrogate(rune)
                ? rune
                : REPLACEMENT;
    }

    /** How many bytes the character at a byte takes; 1 where none begins. */
    static int widthAt(String bytes, int at) {
        int length = lengthBy(bytes.charAt(at));
        boolean whole = length > 1 && at + length <= bytes.length();
        boolean replacement =
                whole
                        && runeAt(bytes, at) == REPLACEMENT
                        && !bytes.startsWith("\u00EF\u00BF\u00BD", at);
        return whole && !replacement ? length : 1;
    }

    /** How many characters there are. */
    static int runes(String bytes) {
        int runes = 0;
        for (int at = 0; at < bytes.length(); at += widthAt(bytes, at)) {
            runes++;
        }
        return runes;
    }

    /** The first characters, at most so many. */
    static String truncate(String bytes, int runes) {
        int at = 0;
        for (int i = 0; i < runes && at < bytes.length(); i++) {
            at += widthAt(bytes, at);
        }
        return bytes.substring(0, at);
    }

    /** As {@code %q} writes it, in quotes of a kind; {@code ascii}: as {@code %+q}. */
    static String quote(String bytes, char quote, boolean ascii) {
        StringBuilder text = new StringBuilder(bytes.length() + 2).append(quote);
        for (int at = 0; at < bytes.length(); at += widthAt(bytes, at)) {
            int rune = runeAt(bytes, at);
            int width = widthAt(bytes, at);
            if (rune == REPLACEMENT && width == 1) {
                text.append(String.format(Locale.ROOT, "\\x%02x", (int) bytes.charAt(at)));
            } else if (rune == quote || rune == '\\') {
                text.append('\\').append((char) rune);
            } else if (ascii ? rune < 0x7F && rune >= ' ' : GoRune.isPrint(rune)) {
                text.append(bytes, at, at + width);
            } else {
                escape(rune, text);
            }
        }
        return text.append(quote).toString();
    }

    private static void escape(int rune, StringBuilder text) {
        int simple = "\u0007\b\f\n\r\t\u000B".indexOf(rune);
        if (simple >= 0) {
            text.append('\\').append("abfnrtv".charAt(simple));
        } else {
            String digits =
                    rune < ' ' || rune == 0x7F ? "x%02x" : rune <= 0xFFFF ? "u%04x" : "U%08x";
            text.append('\\').append(String.format(Locale.ROOT, digits, rune));
        }
    }

    private static boolean isSurrogate(int rune) {
        return rune >= Character.MIN_SURROGATE && rune <= Character.MAX_SURROGATE;
    }

    private static int lengthBy(int first) {
        if (first < 0xC2) {
            return 1;
        }
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
    }
}
