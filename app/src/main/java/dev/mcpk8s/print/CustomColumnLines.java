package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.jsonpath.GoText;
import dev.mcpk8s.jsonpath.JsonPathTemplate;
import java.io.IOException;
import java.util.List;

/** The lines of custom columns, one for each object (kubectl: {@code get/customcolumn.go}). */
final class CustomColumnLines {

    private final List<JsonPathTemplate> paths;

    /**
     * @throws dev.mcpk8s.error.CommandException when a path cannot be parsed
     */
    CustomColumnLines(OutputFormat.CustomColumns format) {
        paths =
                format.columns().stream()
                        .map(column -> JsonPathTemplate.parse(column.path()))
                        .toList();
    }

    static void header(OutputFormat.CustomColumns format, TabWriter tab) throws IOException {
        String separator = "";
        for (OutputFormat.CustomColumns.Column column : format.columns()) {
            tab.write(separator).write(column.header());
            separator = "\t";
        }
        tab.write("\n");
    }

    /**
     * @throws dev.mcpk8s.error.CommandException when a path cannot be applied; nothing was added
     */
    void add(JsonNode object, TabWriter tab) throws IOException {
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
