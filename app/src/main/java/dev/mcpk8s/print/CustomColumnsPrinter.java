package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.jsonpath.GoText;
import dev.mcpk8s.jsonpath.JsonPathTemplate;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column for each path. Each call aligns its own lines; the header comes again when a list
 * follows a single object (kubectl: {@code get/customcolumn.go}).
 */
final class CustomColumnsPrinter implements DocumentPrinter {

    private final List<OutputFormat.CustomColumns.Column> columns;
    private final boolean noHeaders;
    private @Nullable Boolean lastWasList;

    CustomColumnsPrinter(OutputFormat.CustomColumns format, boolean noHeaders) {
        this.columns = format.columns();
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
            header(tab);
        }
        // As in kubectl, a path is read only when something is printed.
        List<JsonPathTemplate> paths =
                columns.stream().map(column -> JsonPathTemplate.parse(column.path())).toList();
        if (items.isArray()) {
            for (JsonNode item : items) {
                line(item, paths, tab);
            }
        } else {
            line(object, paths, tab);
        }
    }

    private void header(TabWriter tab) throws IOException {
        String separator = "";
        for (OutputFormat.CustomColumns.Column column : columns) {
            tab.write(separator).write(column.header());
            separator = "\t";
        }
        tab.write("\n");
    }

    private static void line(JsonNode object, List<JsonPathTemplate> paths, TabWriter tab)
            throws IOException {
        StringBuilder line = new StringBuilder();
        String separator = "";
        for (JsonPathTemplate path : paths) {
            line.append(separator);
            separator = "\t";
            cell(path.find(object, true), line);
        }
        tab.write(line.append('\n').toString());
    }

    private static void cell(List<List<JsonNode>> found, StringBuilder line) {
        String separator = "";
        if (found.isEmpty() || found.getFirst().isEmpty()) {
            line.append("<none>");
            separator = ",";
        }
        for (List<JsonNode> values : found) {
            for (JsonNode value : values) {
                line.append(separator);
                separator = ",";
                line.append(TerminalText.escaped(GoText.wellFormed(GoText.of(value))));
            }
        }
    }
}
