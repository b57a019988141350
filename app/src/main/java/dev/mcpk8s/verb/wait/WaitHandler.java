package dev.mcpk8s.verb.wait;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.command.WaitCommand;
import dev.mcpk8s.command.WaitCondition;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.ResourceQuery;
import dev.mcpk8s.resource.Selection;
import dev.mcpk8s.verb.ClusterWork;
import dev.mcpk8s.verb.DescribedObjects;
import dev.mcpk8s.verb.ObjectPrinting;
import dev.mcpk8s.verb.ResultLine;
import dev.mcpk8s.workload.Deadline;
import dev.mcpk8s.workload.KnownTypes;
import dev.mcpk8s.workload.ObjectFinder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs {@code kubectl wait} (kubectl: {@code pkg/cmd/wait/wait.go}). */
@Singleton
final class WaitHandler implements CommandHandler<WaitCommand> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final ClusterWork cluster;

    WaitHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<WaitCommand> commandType() {
        return WaitCommand.class;
    }

    @Override
    public ExitStatus run(WaitCommand command, ExecutionContext context) throws IOException {
        return cluster.runOnServer(
                command.flags(), context, session -> await(command, session, context));
    }

    private static void await(WaitCommand command, ClusterSession session, ExecutionContext context)
            throws IOException {
        Deadline deadline = Deadline.in(command.timeout());
        boolean forDeletion = isFor(command, new WaitCondition.Deleted());
        Search search = search(command, session, context);
        if (isFor(command, new WaitCondition.Created())) {
            awaitCreation(search, deadline, context);
            if (command.files().names().contains("-")) {
                // kubectl reads standard input anew, and it is at its end by now.
                throw failed("no matching resources found");
            }
        }
        ConditionWait wait =
                new ConditionWait(session, context.cancellation(), command.timeout(), deadline);
        int[] visited = {0};
        CommandException failure;
        try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
            Printing printing = Printing.of(command, context);
            ObjectFinder.Visitor visitor =
                    found -> {
                        visited[0]++;
                        for (WaitCondition condition : command.conditions()) {
                            printing.print(wait.until(condition, found), out);
                            out.flush();
                        }
                    };
            failure = search.visit(visitor);
        }
        finish(forDeletion && failure != null ? withoutMissing(failure) : failure);
        if (visited[0] == 0 && !forDeletion) {
            throw failed("no matching resources found");
        }
    }

    private static Search search(
            WaitCommand command, ClusterSession session, ExecutionContext context) {
        String namespace = command.allNamespaces() ? "" : session.namespace();
        ObjectFinder finder =
                new ObjectFinder(
                        session,
                        namespace,
                        ListOptions.selecting(command.labelSelector(), command.fieldSelector()),
                        KnownTypes::all);
        ObjectSource files = DescribedObjects.of(command.files(), namespace, context);
        return visitor ->
                files == null
                        ? finder.visit(select(command, namespace, session), visitor)
                        : finder.visit(files, required(command), visitor);
    }

    private static void finish(@Nullable CommandException failure) {
        if (failure != null) {
            throw failure;
        }
    }

    private static boolean isFor(WaitCommand command, WaitCondition condition) {
        return command.conditions().contains(condition);
    }

    private static Selection select(WaitCommand command, String namespace, ClusterSession session)
            throws IOException {
        Selection selection =
                new ResourceQuery(
                                command.arguments(),
                                namespace,
                                command.labelSelector(),
                                command.fieldSelector(),
                                "")
                        .resolve(session);
        boolean selective =
                command.all()
                        || !command.labelSelector().isEmpty()
                        || !command.fieldSelector().isEmpty();
        if (selection instanceof Selection.Lists && !selective) {
            throw failed("resource(s) were provided, but no name was specified");
        }
        return selection;
    }

    /** Looks again and again until something is there. */
    private static void awaitCreation(Search search, Deadline deadline, ExecutionContext context)
            throws IOException {
        while (true) {
            int[] found = {0};
            CommandException failure = search.visit(object -> found[0]++);
            boolean missing = failure instanceof StatusException status && status.isNotFound();
            if (failure != null && !missing) {
                throw failure;
            }
            if (failure == null && found[0] > 0) {
                return;
            }
            if (deadline.isPast()) {
                throw failed("timed out waiting for the condition");
            }
            pause(deadline.atMost(BETWEEN_LOOKS), context);
        }
    }

    private static void pause(Duration time, ExecutionContext context) {
        try {
            context.cancellation().sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException("threads are never interrupted here", e);
        }
    }

    /** Visits what the command is about, as it is at the time. */
    @FunctionalInterface
    private interface Search {
        @Nullable CommandException visit(ObjectFinder.Visitor visitor) throws IOException;
    }

    /** All namespaces are none in particular, and yet one that objects of files are held to. */
    private static @Nullable String required(WaitCommand command) {
        String given = command.flags().namespace();
        return given != null && command.allNamespaces() ? "" : given;
    }

    /** What is left of a failure when it does not matter that something is not there. */
    private static @Nullable CommandException withoutMissing(CommandException failure) {
        if (failure instanceof AggregateException several) {
            List<CommandException> left =
                    several.failures().stream()
                            .flatMap(one -> Stream.ofNullable(withoutMissing(one)))
                            .toList();
            return left.isEmpty() ? null : new AggregateException(left);
        }
        return failure instanceof StatusException status && status.isNotFound() ? null : failure;
    }

    private static CommandException failed(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }

    /** Tells of an object whose wait is over. */
    @FunctionalInterface
    private interface Printing {

        void print(JsonNode object, Writer out) throws IOException;

        static Printing of(WaitCommand command, ExecutionContext context) {
            if (command.output().format() instanceof OutputFormat.Message) {
                return (object, out) -> out.write(ResultLine.of(object, "condition met"));
            }
            ObjectPrinting objects =
                    ObjectPrinting.ofObjects(command.output()).stoppedBy(context.cancellation());
            return (object, out) -> {
                try {
                    objects.print(object, out);
                } catch (CommandException silent) {
                    context.cancellation().throwIfCancelled();
                    out.flush();
                }
            };
        }
    }
}
