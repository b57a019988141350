package dev.mcpk8s.verb.rollout;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.command.RolloutHistoryCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.print.TabWriter;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.PodTemplateText;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.verb.ClusterWork;
import dev.mcpk8s.verb.ObjectPrinting;
import dev.mcpk8s.verb.ResultLine;
import dev.mcpk8s.workload.LiveObject;
import dev.mcpk8s.workload.ObjectFinder;
import dev.mcpk8s.workload.RolloutHistory;
import dev.mcpk8s.workload.RolloutHistory.Revision;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import java.util.SortedMap;

/** Runs {@code kubectl rollout history} (kubectl: {@code pkg/cmd/rollout/rollout_history.go}). */
@Singleton
final class RolloutHistoryHandler implements CommandHandler<RolloutHistoryCommand> {

    private final ClusterWork cluster;

    RolloutHistoryHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<RolloutHistoryCommand> commandType() {
        return RolloutHistoryCommand.class;
    }

    @Override
    public ExitStatus run(RolloutHistoryCommand command, ExecutionContext context)
            throws IOException {
        return cluster.run(command.flags(), context, session -> show(command, session, context));
    }

    private static void show(
            RolloutHistoryCommand command, ClusterSession session, ExecutionContext context)
            throws IOException {
        RolloutHistory history = new RolloutHistory(session);
        CommandException failure;
        try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
            ObjectFinder.Visitor visitor = visitor(command, history, context.cancellation(), out);
            failure =
                    new RolloutObjects(
                                    command.arguments(), command.files(), command.labelSelector())
                            .visit(command.flags(), session, context, visitor);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static ObjectFinder.Visitor visitor(
            RolloutHistoryCommand command,
            RolloutHistory history,
            Cancellation cancellation,
            Writer out) {
        if (command.output().format() instanceof OutputFormat.Message) {
            return found -> text(command, found, history.of(found), out);
        }
        ObjectPrinting printing = ObjectPrinting.ofTyped(command.output()).stoppedBy(cancellation);
        return found -> objects(command, printing, history.of(found), cancellation, out);
    }

    private static void objects(
            RolloutHistoryCommand command,
            ObjectPrinting printing,
            SortedMap<Long, Revision> history,
            Cancellation cancellation,
            Writer out)
            throws IOException {
        if (command.revision() > 0) {
            printing.print(wanted(command, history).object(), out);
            return;
        }
        for (Revision revision : history.values()) {
            try {
                printing.print(revision.object(), out);
            } catch (CommandException silent) {
                cancellation.throwIfCancelled();
                out.flush();
            }
        }
    }

    private static void text(
            RolloutHistoryCommand command,
            LiveObject found,
            SortedMap<Long, Revision> history,
            Writer out)
            throws IOException {
        StringWriter text = new StringWriter();
        if (history.isEmpty()) {
            text.write("No rollout history found.");
        } else if (command.revision() > 0) {
            PodTemplateText.write(wanted(command, history).template(), Description.unaligned(text));
        } else {
            table(history, text);
        }
        String which = command.revision() > 0 ? "with revision #" + command.revision() : "";
        out.write(ResultLine.of(found.object(), which + "\n" + text));
    }

    private static void table(SortedMap<Long, Revision> history, Writer out) throws IOException {
        TabWriter columns = TabWriter.forDescriptions(out);
        columns.write("REVISION\tCHANGE-CAUSE\n");
        for (Map.Entry<Long, Revision> revision : history.entrySet()) {
            String cause = revision.getValue().changeCause();
            columns.write(revision.getKey() + "\t" + (cause.isEmpty() ? "<none>" : cause) + "\n");
        }
        columns.flush();
    }

    private static Revision wanted(
            RolloutHistoryCommand command, SortedMap<Long, Revision> history) {
        Revision revision = history.get(command.revision());
        if (revision == null) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED, "unable to find the specified revision");
        }
        return revision;
    }
}
