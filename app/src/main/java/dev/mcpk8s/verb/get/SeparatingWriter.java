package dev.mcpk8s.verb.get;

import java.io.IOException;
import java.io.Writer;

/** Puts an empty line between tables, but only where something stands on both sides of it. */
final class SeparatingWriter extends Writer {

    private final Writer out;
    private boolean written;
    private boolean separate;

    SeparatingWriter(Writer out) {
        this.out = out;
    }

    /** Whether anything has been written. */
    boolean hasWritten() {
        return written;
    }

    /** What is written next belongs to another table. */
    void separate() {
        separate = written;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        if (length > 0) {
            if (separate) {
                out.write('\n');
                separate = false;
            }
            written = true;
            out.write(text, offset, length);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
