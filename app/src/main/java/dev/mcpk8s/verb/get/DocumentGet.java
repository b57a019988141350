package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.print.DocumentPrinter;
import dev.mcpk8s.print.SortOrder;
import dev.mcpk8s.print.UnsortableException;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.Representation;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints objects in every format but the table: one bare, several as one {@code List}. */
final class DocumentGet {

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    static final ObjectMapper JSON = new ObjectMapper();

    private final GetCommand command;
    private final ClusterSession session;
    private final @Nullable ObjectSource files;
    private final boolean readByModel;

    /**
     * @param readByModel leaves out the copy of the whole object that {@code kubectl apply} keeps
     *     in an annotation: a model pays for it and learns nothing. The managed fields' flag shows
     *     both
     */
    DocumentGet(
            GetCommand command,
            ClusterSession session,
            @Nullable ObjectSource files,
            boolean readByModel) {
        this.command = command;
        this.session = session;
        this.files = files;
        this.readByModel = readByModel;
    }

    void run(Writer out) throws IOException {
        Fetcher fetcher = new Fetcher(command, session, files);
        List<JsonNode> objects = new ArrayList<>();
        fetcher.fetch(
                type -> Representation.OBJECT,
                (mapping, response) ->
                        ObjectPages.addObjects(JSON.readTree(response.body()), objects));
        CommandException failure = fetcher.failure();
        if (failure != null && fetcher.isSingle()) {
            throw failure;
        }
        List<CommandException> failures = new ArrayList<>(flat(failure));
        if (!objects.isEmpty() || !command.ignoreNotFound()) {
            DocumentPrinter printer =
                    DocumentPrinter.of(
                            command.output(),
                            command.noHeaders(),
                            command.allowMissingTemplateKeys());
            boolean bare = fetcher.isSingle() && objects.size() == 1;
            try {
                print(printer, bare ? objects.getFirst() : list(objects), out);
            } catch (UnsortableException fatal) {
                throw fatal;
            } catch (CommandException unprintable) {
                failures.add(unprintable);
            }
        }
        if (failures.size() == 1) {
            throw failures.getFirst();
        } else if (!failures.isEmpty()) {
            throw new AggregateException(failures);
        }
    }

    private void print(DocumentPrinter printer, JsonNode document, Writer out) throws IOException {
        if (!command.showManagedFields() && showsWholeObjects()) {
            dropNoise(document);
        }
        printer.print(document, out);
        printer.finish(out);
    }

    private boolean showsWholeObjects() {
        return switch (command.output()) {
            case OutputFormat.Json _, OutputFormat.Yaml _, OutputFormat.Kyaml _ -> true;
            case OutputFormat.Name _,
                    OutputFormat.JsonPath _,
                    OutputFormat.GoTemplate _,
                    OutputFormat.CustomColumns _,
                    OutputFormat.Invalid _,
                    OutputFormat.Message _,
                    OutputFormat.Table _ ->
                    false;
        };
    }

    private JsonNode list(List<JsonNode> objects) {
        List<JsonNode> ordered =
                command.sortBy().isEmpty() || objects.isEmpty()
                        ? objects
                        : SortOrder.forObjects(command.sortBy()).sort(objects);
        ObjectNode list = JSON.createObjectNode();
        list.put("apiVersion", "v1");
        ArrayNode items = list.putArray("items");
        items.addAll(ordered);
        list.put("kind", "List");
        list.putObject("metadata").put("resourceVersion", "");
        return list;
    }

    private void dropNoise(JsonNode document) {
        dropNoiseOf(document);
        if (document.path("items") instanceof ArrayNode items) {
            items.forEach(this::dropNoiseOf);
        }
    }

    private void dropNoiseOf(JsonNode object) {
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
            if (readByModel && metadata.path("annotations") instanceof ObjectNode annotations) {
                annotations.remove(LAST_APPLIED);
                if (annotations.isEmpty()) {
                    metadata.remove("annotations");
                }
            }
        }
    }

    private static List<CommandException> flat(@Nullable CommandException failure) {
        if (failure == null) {
            return List.of();
        }
        return failure instanceof AggregateException several
                ? several.failures()
                : List.of(failure);
    }
}
