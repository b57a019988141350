package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.OutputFormat;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * One column for each path. Each call aligns its own lines; the header comes again when a list
 * follows a single object (kubectl: {@code get/customcolumn.go}).
 */
final class CustomColumnsPrinter implements DocumentPrinter {

    private final OutputFormat.CustomColumns format;
    private final boolean noHeaders;
    private @Nullable Boolean lastWasList;

    CustomColumnsPrinter(OutputFormat.CustomColumns format, boolean noHeaders) {
        this.format = format;
        this.noHeaders = noHeaders;
    }

    @Override
    public void print(JsonNode object, Writer out) throws IOException {
        TabWriter tab = TabWriter.forTables(out);
        try {
            print(object, tab);
        } finally {
            // What was printed before a path failed is shown all the same.
            tab.flush();
        }
    }

    private void print(JsonNode object, TabWriter tab) throws IOException {
        JsonNode items = object.path("items");
        if (!noHeaders && !Boolean.valueOf(items.isArray()).equals(lastWasList)) {
            lastWasList = items.isArray();
            CustomColumnLines.header(format, tab);
        }
        // As in kubectl, a path is read only when something is printed.
        CustomColumnLines lines = new CustomColumnLines(format);
        if (items.isArray()) {
            for (JsonNode item : items) {
                lines.add(item, tab);
            }
        } else {
            lines.add(object, tab);
        }
    }
}
