package dev.mcpk8s.print;

import java.io.IOException;
import java.io.Writer;

/**
 * Prints tables as {@code kubectl get} does: headers once, columns aligned until {@link #flush}.
 */
public final class TablePrinter {

    public TablePrinter(Writer out) {
        throw new UnsupportedOperationException("not built yet " + out);
    }

    /** Adds a table, or a further page of the one before. */
    public void print(Table table, TableOptions options) throws IOException {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Writes what is waiting for its column widths; the next table starts anew. */
    public void flush() throws IOException {
        throw new UnsupportedOperationException("not built yet");
    }
}
