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
import java.io.InputStream;
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
    private final SeparatingWriter out;
    private final TablePrinter printer;
    private List<Piece> waiting = new ArrayList<>();
    private boolean withKind;
    private boolean waits;

    /** Once there was a type with namespaces, kubectl shows them of every type that follows. */
    private boolean showsNamespaces;

    private boolean onlyNamespaced = true;
    private @Nullable ResourceMapping last;

    TableGet(
            GetCommand command,
            ClusterSession session,
            @Nullable ObjectSource files,
            boolean wide,
            Writer out) {
        this.command = command;
        this.session = session;
        this.files = files;
        this.wide = wide;
        this.out = new SeparatingWriter(out);
        this.printer = new TablePrinter(this.out);
    }

    void run(Consumer<String> stderr) throws IOException {
        Fetcher fetcher = Fetcher.of(command, session, files);
        withKind = command.showKind();
        waits = !command.sortBy().isEmpty() || (!withKind && fetcher.mayFindSeveralKinds());
        fetcher.fetch(this::form, this::receive);
        if (!command.sortBy().isEmpty()) {
            if (waiting.size() > 1) {
                waiting = sortedPieces();
            }
            withKind |= hasSeveralKinds();
        }
        printWaiting();
        printer.flush();
        CommandException failure = fetcher.failure();
        if (failure != null) {
            out.flush();
            throw new AggregateException(List.of(failure));
        }
        if (!out.hasWritten() && !command.ignoreNotFound()) {
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
        boolean keepsAll = !command.sortBy().isEmpty();
        InputStream body = keepsAll ? session.readWhole(response.body()) : response.body();
        if (!command.serverPrint()) {
            Instant now = Instant.now();
            return ItemReader.read(body, object -> addOwnTable(mapping, object, now));
        }
        try {
            Table table = TableReader.read(body);
            add(new Piece(mapping, table, outline(table)));
            return table.continueToken();
        } catch (TableReader.NoTableException objects) {
            Instant now = Instant.now();
            return ItemReader.read(objects.body(), object -> addOwnTable(mapping, object, now));
        }
    }

    private void addOwnTable(ResourceMapping mapping, JsonNode object, Instant now)
            throws IOException {
        add(new Piece(mapping, ObjectTable.of(object, now), object));
    }

    /** Prints as soon as it is known whether names carry their kind. */
    private void add(Piece piece) throws IOException {
        onlyNamespaced &= piece.mapping().namespaced();
        if (!waits) {
            print(piece);
            return;
        }
        waiting.add(piece);
        if (command.sortBy().isEmpty() && !piece.mapping().equals(waiting.getFirst().mapping())) {
            withKind = true;
            printWaiting();
        }
    }

    /**
     * kubectl looks for the field in the tables themselves, where most fields are not: then it
     * refuses.
     */
    private List<Piece> sortedPieces() {
        IdentityHashMap<JsonNode, Piece> byDocument = new IdentityHashMap<>();
        waiting.forEach(piece -> byDocument.put(piece.document(), piece));
        return SortOrder.forObjects(command.sortBy())
                .sort(waiting.stream().map(Piece::document).toList())
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

    private void printWaiting() throws IOException {
        for (Piece piece : waiting) {
            print(piece);
        }
        waiting = new ArrayList<>();
        waits = false;
    }

    private void print(Piece piece) throws IOException {
        ResourceMapping mapping = piece.mapping();
        if (!mapping.equals(last)) {
            printer.flush();
            if (last != null) {
                out.flush();
                if (!command.noHeaders()) {
                    out.separate();
                }
            }
            last = mapping;
            showsNamespaces |= showsNamespace(mapping);
        }
        Table table = ordered(piece.table());
        if (table != null) {
            printer.print(table, options(mapping));
        }
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

    private TableOptions options(ResourceMapping mapping) {
        return new TableOptions(
                wide,
                command.noHeaders(),
                showsNamespaces,
                command.showLabels(),
                command.labelColumns(),
                withKind ? mapping.qualifiedKind() : "");
    }

    private boolean showsNamespace(ResourceMapping mapping) {
        return command.allNamespaces() && mapping.namespaced();
    }

    private boolean hasSeveralKinds() {
        return waiting.stream().map(Piece::mapping).distinct().count() > 1;
    }

    private String nothingFound() {
        boolean inNamespace = !command.allNamespaces() && onlyNamespaced;
        return inNamespace
                ? "No resources found in " + session.namespace() + " namespace.\n"
                : "No resources found\n";
    }
}
