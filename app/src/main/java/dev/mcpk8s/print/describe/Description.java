package dev.mcpk8s.print.describe;

import dev.mcpk8s.print.TabWriter;
import dev.mcpk8s.print.TerminalText;
import java.io.IOException;
import java.io.Writer;

/**
 * The text of a description: tab-ended cells at levels of indentation, aligned block by block
 * (kubectl: {@code describe/describe.go}, {@code PrefixWriter}). Control characters of a cluster's
 * values are made visible.
 */
public final class Description {

    private static final String INDENT = "  ";

    private final Text text;
    private final int depth;

    public Description(Writer out) {
        this(new Aligned(TabWriter.forDescriptions(out)), 0);
    }

    private Description(Text text, int depth) {
        this.text = text;
        this.depth = depth;
    }

    /** One whose tabs stay tabs. */
    public static Description unaligned(Writer out) {
        return new Description(new AsWritten(out), 0);
    }

    /** Where the text goes. */
    private sealed interface Text {

        void write(String piece) throws IOException;

        void flush() throws IOException;
    }

    private record Aligned(TabWriter tabs) implements Text {

        @Override
        public void write(String piece) throws IOException {
            tabs.write(piece);
        }

        @Override
        public void flush() throws IOException {
            tabs.flush();
        }
    }

    private record AsWritten(Writer out) implements Text {

        @Override
        public void write(String piece) throws IOException {
            out.write(piece);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    /** The same text, every piece of it so many levels deeper. */
    public Description nested(int levels) {
        return new Description(text, depth + levels);
    }

    /**
     * Writes text as it is, which may be part of a line or several; only its beginning is indented.
     *
     * @param level how deep, from 0
     */
    public Description write(int level, String piece) throws IOException {
        text.write(INDENT.repeat(depth + level));
        text.write(TerminalText.escaped(piece));
        return this;
    }

    /** The same at level 0. */
    public Description write(String piece) throws IOException {
        return write(0, piece);
    }

    /** A line of a title, a colon and a value. */
    public Description field(int level, String title, String value) throws IOException {
        return write(level, title + ":\t" + value + "\n");
    }

    /** The same at level 0. */
    public Description field(String title, String value) throws IOException {
        return field(0, title, value);
    }

    /** Aligns what was written so far and hands it on. */
    public void flush() throws IOException {
        text.flush();
    }
}
