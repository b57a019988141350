package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.print.ObjectTable;
import dev.mcpk8s.print.SortOrder;
import dev.mcpk8s.print.Table;
import dev.mcpk8s.print.TableOptions;
import dev.mcpk8s.print.TablePrinter;
import dev.mcpk8s.print.TableReader;
import dev.mcpk8s.print.UnsortableException;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prints objects as tables, one for each type. The server makes the table and is asked only for
 * what is printed of it.
 */
final class TableGet {

    /**
     * A table, or a page of one, and the type it is of.
     *
     * @param document what {@code --sort-by} looks at when it has several of these to sort
     */
    private record Piece(ResourceMapping mapping, Table table, JsonNode document) {}

    private final GetCommand command;
    private final ClusterSession session;
    private final @Nullable ObjectSource files;
    private final boolean wide;
    private List<Piece> pieces = new ArrayList<>();

    TableGet(
            GetCommand command,
            ClusterSession session,
            @Nullable ObjectSource files,
            boolean wide) {
        this.command = command;
        this.session = session;
        this.files = files;
        this.wide = wide;
    }

    void run(Writer out, Consumer<String> stderr) throws IOException {
        Fetcher fetcher = new Fetcher(command, session, files);
        fetcher.fetch(this::form, this::receive);
        if (!command.sortBy().isEmpty() && pieces.size() > 1) {
            pieces = sortedPieces();
        }
        SeparatingWriter separated = new SeparatingWriter(out);
        print(separated);
        CommandException failure = fetcher.failure();
        if (failure != null) {
            out.flush();
            throw new AggregateException(List.of(failure));
        }
        if (!separated.hasWritten() && !command.ignoreNotFound()) {
            stderr.accept(nothingFound());
        }
    }

    /** Labels and namespaces need the rows' metadata, sorting needs the objects. */
    private Representation form(ResourceMapping mapping) {
        if (!command.serverPrint()) {
            return Representation.OBJECT;
        }
        if (!command.sortBy().isEmpty()) {
            return Representation.TABLE_OBJECTS;
        }
        boolean needsMetadata =
                command.showLabels()
                        || !command.labelColumns().isEmpty()
                        || showsNamespace(mapping);
        return needsMetadata ? Representation.TABLE_METADATA : Representation.TABLE_CELLS;
    }

    private String receive(ResourceMapping mapping, ApiResponse response) throws IOException {
        if (!command.serverPrint()) {
            return addOwnTables(mapping, DocumentGet.JSON.readTree(response.body()));
        }
        try {
            Table table = TableReader.read(response.body());
            pieces.add(new Piece(mapping, table, outline(table)));
            return table.continueToken();
        } catch (TableReader.NoTableException objects) {
            return addOwnTables(mapping, objects.body());
        }
    }

    private String addOwnTables(ResourceMapping mapping, JsonNode answer) {
        List<JsonNode> objects = new ArrayList<>();
        String next = ObjectPages.addObjects(answer, objects);
        Instant now = Instant.now();
        for (JsonNode object : objects) {
            pieces.add(new Piece(mapping, ObjectTable.of(object, now), object));
        }
        return next;
    }

    /**
     * kubectl looks for the field in the tables themselves, where most fields are not: then it
     * refuses.
     */
    private List<Piece> sortedPieces() {
        IdentityHashMap<JsonNode, Piece> byDocument = new IdentityHashMap<>();
        pieces.forEach(piece -> byDocument.put(piece.document(), piece));
        return SortOrder.forObjects(command.sortBy())
                .sort(pieces.stream().map(Piece::document).toList())
                .stream()
                .map(document -> Objects.requireNonNull(byDocument.get(document)))
                .toList();
    }

    private static JsonNode outline(Table table) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        document.putObject("metadata").put("resourceVersion", table.resourceVersion());
        return document;
    }

    private void print(SeparatingWriter out) throws IOException {
        boolean withKind = command.showKind() || hasSeveralKinds();
        TablePrinter printer = new TablePrinter(out);
        ResourceMapping last = null;
        for (Piece piece : pieces) {
            ResourceMapping mapping = piece.mapping();
            if (!mapping.equals(last)) {
                printer.flush();
                if (last != null && !command.noHeaders()) {
                    out.separate();
                }
                last = mapping;
            }
            Table table = ordered(piece.table());
            if (table != null) {
                printer.print(table, options(mapping, withKind));
            }
        }
        printer.flush();
    }

    /** Null when the table cannot be sorted: kubectl then prints nothing of it, and no error. */
    private @Nullable Table ordered(Table table) {
        if (command.sortBy().isEmpty() || !command.serverPrint() || table.rows().size() < 2) {
            return table;
        }
        try {
            return SortOrder.forTables(command.sortBy()).sort(table);
        } catch (UnsortableException fatal) {
            throw fatal;
        } catch (CommandException unsortable) {
            return null;
        }
    }

    private TableOptions options(ResourceMapping mapping, boolean withKind) {
        return new TableOptions(
                wide,
                command.noHeaders(),
                showsNamespace(mapping),
                command.showLabels(),
                command.labelColumns(),
                withKind ? mapping.qualifiedKind() : "");
    }

    private boolean showsNamespace(ResourceMapping mapping) {
        return command.allNamespaces() && mapping.namespaced();
    }

    private boolean hasSeveralKinds() {
        return pieces.stream().map(Piece::mapping).distinct().count() > 1;
    }

    private String nothingFound() {
        boolean inNamespace =
                !command.allNamespaces()
                        && pieces.stream().allMatch(piece -> piece.mapping().namespaced());
        return inNamespace
                ? "No resources found in " + session.namespace() + " namespace.\n"
                : "No resources found\n";
    }
}
