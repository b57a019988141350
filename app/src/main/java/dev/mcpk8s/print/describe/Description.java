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

    public Description(Writer out) {
        tabs = TabWriter.forDescriptions(out);
    }

    /**
     * Writes text as it is, which may be part of a line or several; only its beginning is indented.
     *
     * @param level how deep, from 0
     */
    public Description write(int level, String text) throws IOException {
        tabs.write(INDENT.repeat(level)).write(TerminalText.escaped(text));
        return this;
    }

    /** The same at level 0. */
    public Description write(String text) throws IOException {
        return write(0, text);
    }

    /** Aligns what was written so far and hands it on. */
    public void flush() throws IOException {
        tabs.flush();
    }
}
