package dev.mcpk8s.print;

import java.io.IOException;
import java.io.Writer;

/** A few thousand characters in front of a {@link Writer}: the printers write tiny pieces. */
final class TextBuffer {

    private static final int CAPACITY = 8192;

    private final Writer out;
    private final char[] chars = new char[CAPACITY];
    private int size;

    TextBuffer(Writer out) {
        this.out = out;
    }

    void add(char character) throws IOException {
        if (size == CAPACITY) {
            flush();
        }
        chars[size++] = character;
    }

    void addCodePoint(int codePoint) throws IOException {
        if (Character.isBmpCodePoint(codePoint)) {
            add((char) codePoint);
        } else {
            add(Character.highSurrogate(codePoint));
            add(Character.lowSurrogate(codePoint));
        }
    }

    void add(char character, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            add(character);
        }
    }

    void add(String text) throws IOException {
        add(text, 0, text.length());
    }

    void add(CharSequence text, int from, int to) throws IOException {
        int start = from;
        while (start < to) {
            if (size == CAPACITY) {
                flush();
            }
            int end = Math.min(to, start + CAPACITY - size);
            text.getChars(start, end, chars, size);
            size += end - start;
            start = end;
        }
    }

    /** Hands everything to the writer, without flushing that. */
    void flush() throws IOException {
        out.write(chars, 0, size);
        size = 0;
    }
}
