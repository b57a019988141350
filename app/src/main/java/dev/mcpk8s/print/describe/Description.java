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

    private final TabWriter tabs;
    private final int depth;

    public Description(Writer out) {
        this(TabWriter.forDescriptions(out), 0);
    }

    private Description(TabWriter tabs, int depth) {
        this.tabs = tabs;
        this.depth = depth;
    }

    /** The same text, every piece of it so many levels deeper. */
    public Description nested(int levels) {
        return new Description(tabs, depth + levels);
    }

    /**
     * Writes text as it is, which may be part of a line or several; only its beginning is indented.
     *
     * @param level how deep, from 0
     */
    public Description write(int level, String text) throws IOException {
        tabs.write(INDENT.repeat(depth + level)).write(TerminalText.escaped(text));
        return this;
    }

    /** The same at level 0. */
    public Description write(String text) throws IOException {
        return write(0, text);
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
        tabs.flush();
    }
}
