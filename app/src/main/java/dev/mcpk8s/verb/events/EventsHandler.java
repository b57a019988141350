package dev.mcpk8s.verb.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.EventsCommand;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.golang.GoSort;
import dev.mcpk8s.print.TabWriter;
import dev.mcpk8s.print.TerminalText;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.verb.ClusterWork;
import dev.mcpk8s.verb.ObjectPrinting;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code kubectl events} (kubectl: {@code pkg/cmd/events/events.go}). */
@Singleton
final class EventsHandler implements CommandHandler<EventsCommand> {

    private static final ResourceMapping EVENTS =
            new ResourceMapping(new GroupVersion("", "v1"), "events", "Event", true);

    /** kubectl has {@code --chunk-size} here and does not look at it. */
    private static final long PAGE = 500;

    private final ClusterWork cluster;

    EventsHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<EventsCommand> commandType() {
        return EventsCommand.class;
    }

    @Override
    public ExitStatus run(EventsCommand command, ExecutionContext context) throws IOException {
        return cluster.run(command.flags(), context, session -> print(command, session, context));
    }

    private static void print(
            EventsCommand command, ClusterSession session, ExecutionContext context)
            throws IOException {
        String about = EventSubject.selector(command.forObject(), session);
        ObjectPrinting printing =
                command.output().format() instanceof OutputFormat.Message
                        ? null
                        : ObjectPrinting.ofTyped(command.output())
                                .stoppedBy(context.cancellation());
        if (!command.types().stream().allMatch(EventsHandler::isType)) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED, "valid --types are Normal or Warning");
        }
        String namespace = command.allNamespaces() ? "" : session.namespace();
        List<JsonNode> events = list(command, session, namespace, about);
        if (events.isEmpty()) {
            context.stderr(
                    command.allNamespaces()
                            ? "No events found.\n"
                            : "No events found in " + namespace + " namespace.\n");
            return;
        }
        GoSort.sort(events, (left, right) -> EventTime.of(left).isBefore(EventTime.of(right)));
        try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
            TabWriter columns = TabWriter.forTables(out);
            if (printing == null) {
                table(command, events, columns);
            } else {
                document(command, events, printing, context.cancellation(), columns);
            }
            columns.flush();
        }
    }

    private static boolean isType(String type) {
        return type.equalsIgnoreCase("Normal") || type.equalsIgnoreCase("Warning");
    }

    private static List<JsonNode> list(
            EventsCommand command, ClusterSession session, String namespace, String about)
            throws IOException {
        List<JsonNode> events = new ArrayList<>();
        ListOptions options = new ListOptions("", about, PAGE, "");
        String next;
        do {
            JsonNode page =
                    session.objects()
                            .list(EVENTS, namespace, options, Representation.OBJECT)
                            .json();
            for (JsonNode event : page.path("items")) {
                String type = event.path("type").asText();
                if (command.types().isEmpty()
                        || command.types().stream().anyMatch(type::equalsIgnoreCase)) {
                    events.add(event);
                }
            }
            next = page.path("metadata").path("continue").asText();
            options = options.after(next);
        } while (!next.isEmpty());
        return events;
    }

    private static void table(EventsCommand command, List<JsonNode> events, TabWriter columns)
            throws IOException {
        Instant now = Instant.now();
        if (!command.noHeaders()) {
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

    /**
     * Also documents go through the columns. kubectl does not look at what printing them says: a
     * failure is silent, and names of lists are one.
     */
    private static void document(
            EventsCommand command,
            List<JsonNode> events,
            ObjectPrinting printing,
            Cancellation cancellation,
            TabWriter columns)
            throws IOException {
        if (command.output().format() instanceof OutputFormat.Name) {
            return;
        }
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("kind", "EventList").put("apiVersion", "v1");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        for (JsonNode event : events) {
            ObjectNode typed = items.addObject().put("kind", "Event").put("apiVersion", "v1");
            typed.setAll((ObjectNode) event);
        }
        StringWriter text = new StringWriter();
        try {
            printing.print(list, text);
        } catch (CommandException silent) {
            cancellation.throwIfCancelled();
            text.flush();
        }
        columns.write(text.toString());
    }
}
