package dev.mcpk8s.gotemplate;

import java.io.IOException;

/** Texts in a field of a width (fmt/format.go). */
final class Padding {

    private final Sink out;
    private final Flags flags;

    Padding(Sink out, Flags flags) {
        this.out = out;
        this.flags = flags;
    }

    void text(String bytes) throws IOException {
        text(bytes, flags.zero);
    }

    /** Never with zeros. */
    void textInBlanks(String bytes) throws IOException {
        text(bytes, false);
    }

    private void text(String bytes, boolean zeros) throws IOException {
        int missing = flags.hasWidth && flags.width > 0 ? flags.width - ByteText.runes(bytes) : 0;
        if (flags.minus) {
            out.add(bytes);
            out.pad(' ', missing);
        } else {
            out.pad(zeros ? '0' : ' ', missing);
            out.add(bytes);
        }
    }

    /** Not more than the precision's characters. */
    String truncated(String bytes) {
        return flags.hasPrecision ? ByteText.truncate(bytes, flags.precision) : bytes;
    }

    void quoted(String bytes) throws IOException {
        String text = truncated(bytes);
        text(
                flags.sharp && isRawPossible(text)
                        ? "`" + text + "`"
                        : ByteText.quote(text, '"', flags.plus));
    }

    private static boolean isRawPossible(String bytes) {
        for (int at = 0; at < bytes.length(); at += ByteText.widthAt(bytes, at)) {
            int rune = ByteText.runeAt(bytes, at);
            boolean broken = rune == ByteText.REPLACEMENT && ByteText.widthAt(bytes, at) == 1;
            boolean control = (rune < ' ' && rune != '\t') || rune == 0x7F;
            if (broken || control || rune == '`' || rune == 0xFEFF) {
                return false;
            }
        }
        return true;
    }

    /** Two digits for each byte. */
    void hexadecimal(String bytes, String digits) throws IOException {
        int length =
                flags.hasPrecision ? Math.min(flags.precision, bytes.length()) : bytes.length();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            if (i > 0 && flags.space) {
                text.append(' ');
            }
            if (flags.sharp && (i == 0 || flags.space)) {
                text.append('0').append(digits.charAt(16));
            }
            char c = bytes.charAt(i);
            text.append(digits.charAt(c >> 4)).append(digits.charAt(c & 0xF));
        }
        text(text.toString());
    }
}
