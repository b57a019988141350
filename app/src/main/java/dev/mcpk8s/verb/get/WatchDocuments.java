package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.json.Json;
import dev.mcpk8s.print.DocumentStream;
import dev.mcpk8s.resource.ClusterSession;
import java.io.IOException;
import java.io.Writer;

/** Prints a watch object by object; a list that comes in pages is printed page by page. */
final class WatchDocuments implements WatchOutput {

    private final ClusterSession session;
    private final ObjectView view;
    private final DocumentStream stream;
    private boolean paged;

    /**
     * @throws dev.mcpk8s.error.CommandException when there is no such format
     */
    WatchDocuments(
            GetCommand command, ClusterSession session, ExecutionContext context, Writer out) {
        this.session = session;
        this.view = new ObjectView(command, context.target().isReadByModel());
        this.stream =
                new DocumentStream(
                        command.output(),
                        command.noHeaders(),
                        command.allowMissingTemplateKeys(),
                        context.cancellation(),
                        out);
    }

    @Override
    public Page begin(ApiResponse answer, String change, boolean shown) throws IOException {
        JsonNode tree = Json.READER.readTree(session.readWhole(answer.body()));
        JsonNode metadata = tree.path("metadata");
        Page page =
                new Page(
                        metadata.path("resourceVersion").asText(),
                        metadata.path("continue").asText());
        paged |= !page.next().isEmpty();
        if (shown && paged && tree instanceof ObjectNode list) {
            ArrayNode items = list.arrayNode();
            String _ = ItemReader.read(tree, item -> items.add(viewed(item, change)));
            list.set("items", items);
            show(list, change);
        } else if (shown) {
            String _ = ItemReader.read(tree, item -> print(item, change, true));
        }
        session.forgetWhole();
        return page;
    }

    @Override
    public void print(JsonNode object, String change, boolean shown) throws IOException {
        if (shown) {
            show(viewed(object, change), change);
        }
    }

    /** Beside a change kubectl shows all of the object. */
    private JsonNode viewed(JsonNode object, String change) {
        return change.isEmpty() || view.readByModel() ? view.of(object) : object;
    }

    private void show(JsonNode object, String change) throws IOException {
        if (change.isEmpty()) {
            stream.print(object);
        } else {
            stream.printChange(change, object);
        }
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }
}
