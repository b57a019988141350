package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** A list in custom columns: of each item only its line is kept, until all widths are known. */
final class CustomColumnsListPrinter implements ListPrinter {

    private final OutputFormat.CustomColumns format;
    private final boolean noHeaders;
    private final TabWriter tab;
    private @Nullable CustomColumnLines lines;

    CustomColumnsListPrinter(OutputFormat.CustomColumns format, boolean noHeaders, Writer out) {
        this.format = format;
        this.noHeaders = noHeaders;
        this.tab = TabWriter.forTables(out);
    }

    @Override
    public void item(JsonNode item) throws IOException {
        try {
            lines().add(item, tab);
        } catch (CommandException unprintable) {
            // What was printed before a path failed is shown all the same.
            tab.flush();
            throw unprintable;
        }
    }

    @Override
    public void end() throws IOException {
        try {
            CustomColumnLines _ = lines();
        } finally {
            tab.flush();
        }
    }

    private CustomColumnLines lines() throws IOException {
        CustomColumnLines known = lines;
        if (known == null) {
            if (!noHeaders) {
                CustomColumnLines.header(format, tab);
            }
            // As in kubectl, a path is read only when something is printed.
            known = new CustomColumnLines(format);
            lines = known;
        }
        return known;
    }
}
