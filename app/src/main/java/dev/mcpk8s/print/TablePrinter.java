package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints tables as {@code kubectl get} does: headers once, columns aligned until {@link #flush}
 * (kubectl: cli-runtime {@code printers/tableprinter.go}).
 */
public final class TablePrinter {

    private static final Table.Column NAMESPACE = added("Namespace");
    private static final Table.Column LABELS = added("Labels");

    private final TabWriter columns;
    private List<Table.Column> lastColumns = List.of();
    private boolean headersWritten;

    public TablePrinter(Writer out) {
        columns = TabWriter.forTables(out);
    }

    /**
     * Adds a table, or a further page of the one before. Headers are written when the columns
     * differ from those of the table before; a table without rows writes nothing.
     */
    public void print(Table table, TableOptions options) throws IOException {
        print(table, options, "");
    }

    /**
     * The same for what a watch tells: each line begins with the kind of change.
     *
     * @param change {@code ADDED}; empty for none
     */
    public void print(Table table, TableOptions options, String change) throws IOException {
        boolean sameColumns = table.columns().isEmpty() || table.columns().equals(lastColumns);
        boolean withoutHeaders = options.noHeaders() || (headersWritten && sameColumns);
        if (!sameColumns) {
            lastColumns = table.columns();
            headersWritten = false;
        }
        if (table.rows().isEmpty()) {
            return;
        }
        headersWritten = true;
        List<Table.Column> shown = decorated(lastColumns, options);
        boolean alone = shown.stream().noneMatch(column -> isVisible(column, options.wide()));
        String separator = alone ? "" : "\t";
        if (!withoutHeaders) {
            columns.write(change.isEmpty() ? "" : "EVENT" + separator);
            header(shown, options.wide());
        }
        int name = options.kindPrefix().isEmpty() ? -1 : nameColumn(lastColumns);
        for (Table.Row row : table.rows()) {
            columns.write(change.isEmpty() ? "" : padded(change) + separator);
            line(decorated(row, options, name, shown.size()), shown, options.wide());
        }
    }

    /** Writes what is waiting for its column widths; the next table starts anew. */
    public void flush() throws IOException {
        columns.flush();
        columns.forgetWidths();
        lastColumns = List.of();
        headersWritten = false;
    }

    /** Writes what is waiting; what follows is aligned with it. */
    public void flushLines() throws IOException {
        columns.flush();
    }

    /** Changes are as wide as the longest. */
    private static String padded(String change) {
        return change + " ".repeat(Math.max(0, "MODIFIED".length() - change.length()));
    }

    private void header(List<Table.Column> shown, boolean wide) throws IOException {
        String separator = "";
        for (Table.Column column : shown) {
            if (isVisible(column, wide)) {
                columns.write(separator).write(upperCase(column.name()));
                separator = "\t";
            }
        }
        columns.write("\n");
    }

    private void line(List<String> cells, List<Table.Column> shown, boolean wide)
            throws IOException {
        String separator = "";
        int count = Math.min(cells.size(), shown.size());
        for (int i = 0; i < count; i++) {
            if (isVisible(shown.get(i), wide)) {
                columns.write(separator).write(TerminalText.firstLine(cells.get(i)));
                separator = "\t";
            }
        }
        columns.write("\n");
    }

    private static boolean isVisible(Table.Column column, boolean wide) {
        return wide || column.priority() == 0;
    }

    private static List<Table.Column> decorated(List<Table.Column> sent, TableOptions options) {
        List<Table.Column> shown = new ArrayList<>();
        if (options.withNamespace()) {
            shown.add(NAMESPACE);
        }
        shown.addAll(sent);
        for (String label : options.labelColumns()) {
            shown.add(added(label.substring(label.lastIndexOf('/') + 1)));
        }
        if (options.showLabels()) {
            shown.add(LABELS);
        }
        return shown;
    }

    private static List<String> decorated(
            Table.Row row, TableOptions options, int nameColumn, int width) {
        if (nameColumn < 0 && !options.withNamespace() && !options.showsLabels()) {
            return row.cells();
        }
        List<String> cells = new ArrayList<>(width);
        if (options.withNamespace()) {
            cells.add(row.object() == null ? "" : metadata(row.object(), "namespace").asText(""));
        }
        for (int i = 0; i < row.cells().size(); i++) {
            String cell = row.cells().get(i);
            cells.add(i == nameColumn ? options.kindPrefix() + "/" + cell : cell);
        }
        if (row.object() == null) {
            padWithoutObject(cells, width);
        } else {
            JsonNode labels = metadata(row.object(), "labels");
            for (String label : options.labelColumns()) {
                cells.add(labels.path(label).asText(""));
            }
            if (options.showLabels()) {
                cells.add(labelText(labels));
            }
        }
        return cells;
    }

    /** kubectl fills up only half of what is missing; the number of cells shows in the padding. */
    private static void padWithoutObject(List<String> cells, int width) {
        for (int i = 0; i < width - cells.size(); i++) {
            cells.add("");
        }
    }

    private static JsonNode metadata(JsonNode object, String field) {
        return object.path("metadata").path(field);
    }

    private static String labelText(JsonNode labels) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, JsonNode> label : SortedFields.of(labels)) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(label.getKey())
                    .append('=')
                    .append(label.getValue().asText(""));
        }
        return text.isEmpty() ? "<none>" : text.toString();
    }

    private static int nameColumn(List<Table.Column> sent) {
        for (int i = 0; i < sent.size(); i++) {
            if (sent.get(i).format().equals("name") && sent.get(i).type().equals("string")) {
                return i;
            }
        }
        return -1;
    }

    /** Character by character, as Go does: no letter becomes two. */
    private static String upperCase(String name) {
        StringBuilder upper = new StringBuilder(name.length());
        name.codePoints().map(Character::toUpperCase).forEach(upper::appendCodePoint);
        return upper.toString();
    }

    private static Table.Column added(String name) {
        return new Table.Column(name, "string", "", 0);
    }
}
