package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.print.DocumentPrinter;
import dev.mcpk8s.print.ListPrinter;
import dev.mcpk8s.print.SortOrder;
import dev.mcpk8s.print.UnsortableException;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.Representation;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prints objects in every format but the table: one bare, several as one {@code List}. Where the
 * format allows, a list is printed while it arrives, and the server waits for the reader.
 */
final class DocumentGet {

    private final GetCommand command;
    private final ClusterSession session;
    private final @Nullable ObjectSource files;
    private final Failures failures = new Failures();
    private final Cancellation cancellation;
    private final ObjectView view;

    DocumentGet(
            GetCommand command,
            ClusterSession session,
            @Nullable ObjectSource files,
            ExecutionContext context) {
        this.command = command;
        this.session = session;
        this.files = files;
        this.cancellation = context.cancellation();
        this.view = new ObjectView(command, context.target().isReadByModel());
    }

    void run(Writer out) throws IOException {
        Fetcher fetcher = Fetcher.of(command, session, files);
        boolean asItComes = !fetcher.isSingle() && command.sortBy().isEmpty();
        Optional<ListPrinter> printer =
                asItComes
                        ? ListPrinter.of(command.output(), command.noHeaders(), out)
                        : Optional.empty();
        if (printer.isPresent()) {
            printItems(fetcher, printer.get());
        } else {
            printWhole(fetcher, out);
        }
        failures.throwIfAny();
    }

    private void printItems(Fetcher fetcher, ListPrinter printer) throws IOException {
        ListedItems items = new ListedItems(printer, view::of);
        fetcher.fetch(
                type -> Representation.OBJECT,
                (mapping, response) ->
                        ItemReader.read(session.readAhead(response.body()), items::add));
        failures.add(fetcher.failure());
        if (!items.isEmpty() || !command.ignoreNotFound()) {
            items.end();
        }
        failures.add(items.unprintable());
    }

    private void printWhole(Fetcher fetcher, Writer out) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        fetcher.fetch(
                type -> Representation.OBJECT,
                (mapping, response) ->
                        ItemReader.read(
                                session.readWhole(response.body()),
                                object -> objects.add(view.of(object))));
        CommandException failure = fetcher.failure();
        if (failure != null && fetcher.isSingle()) {
            throw failure;
        }
        failures.add(failure);
        if (objects.isEmpty() && command.ignoreNotFound()) {
            return;
        }
        DocumentPrinter printer =
                DocumentPrinter.of(
                                command.output(),
                                command.noHeaders(),
                                command.allowMissingTemplateKeys())
                        .stoppedBy(cancellation);
        boolean bare = fetcher.isSingle() && objects.size() == 1;
        try {
            printer.print(bare ? objects.getFirst() : list(objects), out);
            printer.finish(out);
        } catch (UnsortableException fatal) {
            throw fatal;
        } catch (CommandException unprintable) {
            failures.add(unprintable);
        }
    }

    private JsonNode list(List<JsonNode> objects) {
        List<JsonNode> ordered =
                command.sortBy().isEmpty() || objects.isEmpty()
                        ? objects
                        : SortOrder.forObjects(command.sortBy()).sort(objects);
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("apiVersion", "v1");
        ArrayNode items = list.putArray("items");
        items.addAll(ordered);
        list.put("kind", "List");
        list.putObject("metadata").put("resourceVersion", "");
        return list;
    }
}
