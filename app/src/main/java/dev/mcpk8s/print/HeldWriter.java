package dev.mcpk8s.print;

import java.io.IOException;
import java.io.Writer;

/**
 * Holds the beginning of a text back until it is sure that it is to be written: when it is flushed,
 * or when it has become long.
 */
final class HeldWriter extends Writer {

    static final int LIMIT = 1 << 20;

    private final Writer out;
    private final StringBuilder held = new StringBuilder();
    private boolean released;

    HeldWriter(Writer out) {
        this.out = out;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        if (released) {
            out.write(text, offset, length);
        } else {
            held.append(text, offset, length);
            if (held.length() > LIMIT) {
                release();
            }
        }
    }

    /** Writes what was held back; the writer below is not flushed. */
    @Override
    public void flush() throws IOException {
        if (!released) {
            release();
        }
    }

    /** Drops what is still held back; the writer below stays open. */
    @Override
    public void close() {
        held.setLength(0);
    }

    private void release() throws IOException {
        released = true;
        char[] piece = new char[Math.min(held.length(), 8192)];
        for (int from = 0; from < held.length(); from += piece.length) {
            int to = Math.min(held.length(), from + piece.length);
            held.getChars(from, to, piece, 0);
            out.write(piece, 0, to - from);
        }
        held.setLength(0);
        held.trimToSize();
    }
}
