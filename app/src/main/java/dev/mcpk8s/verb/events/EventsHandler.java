package dev.mcpk8s.verb.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.EventsCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.golang.GoSort;
import dev.mcpk8s.print.TabWriter;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.WatchStream;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;
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
        EventPrinter printer = new EventPrinter(command, context.cancellation());
        if (!command.types().stream().allMatch(EventsHandler::isType)) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED, "valid --types are Normal or Warning");
        }
        String namespace = command.allNamespaces() ? "" : session.namespace();
        try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
            if (command.watch()) {
                ListOptions options = ListOptions.selecting("", about);
                ApiResponse changes =
                        session.objects()
                                .watch(EVENTS, namespace, options, "", Representation.OBJECT);
                follow(command, changes, printer, out);
            } else {
                List<JsonNode> events = list(command, session, namespace, about);
                if (events.isEmpty()) {
                    context.stderr(nothing(command, namespace));
                } else {
                    TabWriter columns = TabWriter.forTables(out);
                    printer.printList(events, columns);
                    columns.flush();
                }
            }
        }
    }

    private static String nothing(EventsCommand command, String namespace) {
        return command.allNamespaces()
                ? "No events found.\n"
                : "No events found in " + namespace + " namespace.\n";
    }

    /** Tells events until the server ends the watch; that they expire is no event. */
    private static void follow(
            EventsCommand command, ApiResponse answer, EventPrinter printer, OutputWriter out)
            throws IOException {
        TabWriter columns = TabWriter.forTables(out);
        try (WatchStream changes = new WatchStream(answer)) {
            for (WatchStream.Change change = changes.next();
                    change != null;
                    change = changes.next()) {
                boolean happened =
                        !change.type().equals("DELETED")
                                && change.object().path("kind").asText().equals("Event");
                if (happened && isWanted(command, change.object())) {
                    printer.print(change.object(), columns);
                    columns.flush();
                    out.flush();
                }
            }
        }
    }

    private static boolean isWanted(EventsCommand command, JsonNode event) {
        String type = event.path("type").asText();
        return command.types().isEmpty()
                || command.types().stream().anyMatch(type::equalsIgnoreCase);
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
                if (isWanted(command, event)) {
                    events.add(event);
                }
            }
            next = page.path("metadata").path("continue").asText();
            options = options.after(next);
        } while (!next.isEmpty());
        GoSort.sort(events, (left, right) -> EventTime.of(left).isBefore(EventTime.of(right)));
        return events;
    }
}
