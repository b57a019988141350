package dev.mcpk8s.verb.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.EventsCommand;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.print.TabWriter;
import dev.mcpk8s.print.TerminalText;
import dev.mcpk8s.verb.ObjectPrinting;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints events: as lines under one header, or as documents, which go through the columns too. What
 * printing a document says kubectl does not look at: a failure is silent, and names of lists are
 * one (kubectl: {@code pkg/cmd/events/event_printer.go}).
 */
final class EventPrinter {

    private final EventsCommand command;
    private final Cancellation cancellation;
    private final @Nullable ObjectPrinting documents;
    private boolean headed;

    /**
     * @throws CommandException when there is no such format
     */
    EventPrinter(EventsCommand command, Cancellation cancellation) {
        this.command = command;
        this.cancellation = cancellation;
        this.documents =
                command.output().format() instanceof OutputFormat.Message
                        ? null
                        : ObjectPrinting.ofTyped(command.output()).stoppedBy(cancellation);
    }

    /** All of them as one list. */
    void printList(List<JsonNode> events, TabWriter columns) throws IOException {
        if (documents == null) {
            lines(events, columns);
        } else if (!(command.output().format() instanceof OutputFormat.Name)) {
            ObjectNode list = typed("EventList");
            list.putObject("metadata");
            ArrayNode items = list.putArray("items");
            for (JsonNode event : events) {
                items.add(typed("Event").setAll((ObjectNode) event));
            }
            document(documents, list, columns);
        }
    }

    /** One that just happened. */
    void print(JsonNode event, TabWriter columns) throws IOException {
        if (documents == null) {
            lines(List.of(event), columns);
        } else {
            document(documents, typed("Event").setAll((ObjectNode) event), columns);
        }
    }

    private void lines(List<JsonNode> events, TabWriter columns) throws IOException {
        Instant now = Instant.now();
        if (!command.noHeaders() && !headed) {
            headed = true;
            columns.write(command.allNamespaces() ? "NAMESPACE\t" : "");
            columns.write("LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE\n");
        }
        for (JsonNode event : events) {
            if (command.allNamespaces()) {
                columns.write(event.path("metadata").path("namespace").asText()).write("\t");
            }
            JsonNode object = event.path("involvedObject");
            columns.write(EventTime.interval(event, now))
                    .write("\t")
                    .write(escaped(event.path("type")))
                    .write("\t")
                    .write(escaped(event.path("reason")))
                    .write("\t")
                    .write(escaped(object.path("kind")))
                    .write("/")
                    .write(escaped(object.path("name")))
                    .write("\t")
                    .write(TerminalText.escaped(event.path("message").asText().strip()))
                    .write("\n");
        }
    }

    private static String escaped(JsonNode text) {
        return TerminalText.escaped(text.asText());
    }

    private static ObjectNode typed(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind).put("apiVersion", "v1");
    }

    private void document(ObjectPrinting printing, JsonNode object, TabWriter columns)
            throws IOException {
        Writer text = new StringWriter();
        try {
            printing.print(object, text);
        } catch (CommandException silent) {
            cancellation.throwIfCancelled();
        }
        columns.write(text.toString());
    }
}
