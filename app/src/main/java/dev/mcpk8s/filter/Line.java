package dev.mcpk8s.filter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line, its end excluded, where it stands in a buffer; it is only good until its filter has
 * looked at it.
 */
record Line(byte[] bytes, int from, int to) {

    static Line of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Line(bytes, 0, bytes.length);
    }

    int length() {
        return to - from;
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** As UTF-8 text; bytes that are none become replacement characters. */
    String text() {
        return new String(bytes, from, length(), StandardCharsets.UTF_8);
    }

    Line part(int begin, int end) {
        return new Line(bytes, from + begin, from + end);
    }

    byte at(int index) {
        return bytes[from + index];
    }
}
