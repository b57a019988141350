package dev.mcpk8s.gotemplate;

import dev.mcpk8s.golang.GoRune;
import java.util.Locale;

/** {@code html}, {@code js}, {@code urlquery} and {@code base64decode}. */
final class Escapes {

    private static final String HEX = "0123456789ABCDEF";
    private static final String BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Escapes() {}

    static Value html(String bytes) {
        TextSink text = new TextSink();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            text.add(
                    switch (c) {
                        case '\0' -> ByteText.ofRune(ByteText.REPLACEMENT);
                        case '"' -> "&#34;";
                        case '\'' -> "&#39;";
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        default -> String.valueOf(c);
                    });
        }
        return text.text();
    }

    static Value js(String bytes) {
        TextSink text = new TextSink();
        int width;
        for (int at = 0; at < bytes.length(); at += width) {
            int rune = ByteText.runeAt(bytes, at);
            width = ByteText.widthAt(bytes, at);
            if (rune < ' ' || "<>&=".indexOf(rune) >= 0) {
                text.add(String.format(Locale.ROOT, "\\u00%02X", rune));
            } else if ("\\'\"".indexOf(rune) >= 0) {
                text.add("\\" + (char) rune);
            } else if (rune < 0x80 || GoRune.isPrint(rune)) {
                text.add(bytes.substring(at, at + width));
            } else {
                text.add(String.format(Locale.ROOT, "\\u%04X", rune));
            }
        }
        return text.text();
    }

    static Value urlQuery(String bytes) {
        TextSink text = new TextSink();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || "-_.~".indexOf(c) >= 0;
            text.add(
                    plain
                            ? String.valueOf(c)
                            : c == ' ' ? "+" : "%" + HEX.charAt(c >> 4) + HEX.charAt(c & 0xF));
        }
        return text.text();
    }

    /** Standard base64 with its padding; line ends are no part of it. */
    static Value base64Decode(String text) {
        StringBuilder bytes = new StringBuilder(text.length());
        int bits = 0;
        int digits = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            int digit = BASE64.indexOf(c);
            if (digit >= 0) {
                bits = (bits << 6) | digit;
                if (++digits == 4) {
                    bytes.append((char) ((bits >> 16) & 0xFF))
                            .append((char) ((bits >> 8) & 0xFF))
                            .append((char) (bits & 0xFF));
                    digits = 0;
                }
            } else if (c == '=') {
                checkPadding(text, at, digits);
                if (digits == 3) {
                    bytes.append((char) ((bits >> 10) & 0xFF)).append((char) ((bits >> 2) & 0xFF));
                } else {
                    bytes.append((char) ((bits >> 4) & 0xFF));
                }
                return new Value.Text(bytes.toString());
            } else if (c != '\n' && c != '\r') {
                throw illegal(at);
            }
        }
        if (digits > 0) {
            throw illegal(text.length() - digits);
        }
        return new Value.Text(bytes.toString());
    }

    private static void checkPadding(String text, int at, int digits) {
        if (digits < 2) {
            throw illegal(at);
        }
        int next = afterLineEnds(text, at + 1);
        if (digits == 2) {
            if (next == text.length()) {
                throw illegal(next);
            }
            if (text.charAt(next) != '=') {
                throw illegal(next - 1);
            }
            next = afterLineEnds(text, next + 1);
        }
        if (next < text.length()) {
            throw illegal(next);
        }
    }

    private static int afterLineEnds(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
            at++;
        }
        return at;
    }

    private static TemplateMistake illegal(int at) {
        return new TemplateMistake("base64 decode failed: illegal base64 data at input byte " + at);
    }
}
