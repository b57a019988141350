package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.print.ObjectTable;
import dev.mcpk8s.print.SortOrder;
import dev.mcpk8s.print.Table;
import dev.mcpk8s.print.TableOptions;
import dev.mcpk8s.print.TablePrinter;
import dev.mcpk8s.print.TableReader;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;

/**
 * Prints a watch as one table that grows. A change comes as a table too, only the first of them
 * with its columns.
 */
final class WatchTable implements WatchOutput {

    private final GetCommand command;
    private final TableOptions options;
    private final TablePrinter printer;

    WatchTable(GetCommand command, ResourceMapping type, boolean wide, Writer out) {
        this.command = command;
        this.printer = new TablePrinter(out);
        this.options =
                new TableOptions(
                        wide,
                        command.noHeaders(),
                        command.allNamespaces(),
                        command.showLabels(),
                        command.labelColumns(),
                        command.showKind() ? type.qualifiedKind() : "");
    }

    /** In which form the server is asked for objects. */
    static Representation form(GetCommand command) {
        if (!command.serverPrint()) {
            return Representation.OBJECT;
        }
        if (!command.sortBy().isEmpty()) {
            return Representation.TABLE_OBJECTS;
        }
        boolean needsMetadata =
                command.showLabels()
                        || !command.labelColumns().isEmpty()
                        || command.allNamespaces();
        return needsMetadata ? Representation.TABLE_METADATA : Representation.TABLE_CELLS;
    }

    @Override
    public Page begin(ApiResponse answer, String change, boolean shown) throws IOException {
        if (!command.serverPrint()) {
            return printOwn(answer.json(), change, shown);
        }
        try {
            Table table = TableReader.read(answer.body());
            print(table, change, shown);
            return new Page(table.resourceVersion(), table.continueToken());
        } catch (TableReader.NoTableException objects) {
            return printOwn(objects.body(), change, shown);
        }
    }

    @Override
    public void print(JsonNode object, String change, boolean shown) throws IOException {
        if (!command.serverPrint()) {
            Page _ = printOwn(object, change, shown);
            return;
        }
        try {
            print(TableReader.read(object), change, shown);
        } catch (TableReader.NoTableException noTable) {
            Page _ = printOwn(noTable.body(), change, shown);
        }
    }

    /** The columns of a table that is not shown are those of the next all the same. */
    private void print(Table table, String change, boolean shown) throws IOException {
        if (shown) {
            printer.print(sorted(table), options, change);
        } else if (change.isEmpty()) {
            Table columns =
                    new Table(
                            table.columns(),
                            List.of(),
                            table.continueToken(),
                            table.resourceVersion());
            printer.print(columns, options);
        }
    }

    private Table sorted(Table table) {
        return command.sortBy().isEmpty() || table.rows().size() < 2
                ? table
                : SortOrder.forTables(command.sortBy()).sort(table);
    }

    private Page printOwn(JsonNode answer, String change, boolean shown) throws IOException {
        JsonNode metadata = answer.path("metadata");
        Page page =
                new Page(
                        metadata.path("resourceVersion").asText(),
                        metadata.path("continue").asText());
        if (shown) {
            Table table = ObjectTable.of(answer, Instant.now());
            printer.print(table, options, change);
        }
        return page;
    }

    @Override
    public void flush() throws IOException {
        printer.flushLines();
    }
}
