package dev.mcpk8s.verb.logs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.LogWindow;
import dev.mcpk8s.command.LogsCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.verb.ClusterWork;
import dev.mcpk8s.workload.LiveObject;
import dev.mcpk8s.workload.PodsOfOwner;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code kubectl logs} (kubectl: {@code pkg/cmd/logs/logs.go}). Several logs come one after
 * the other, or side by side when they are followed.
 */
@Singleton
final class LogsHandler implements CommandHandler<LogsCommand> {

    private final ClusterWork cluster;

    LogsHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<LogsCommand> commandType() {
        return LogsCommand.class;
    }

    @Override
    public ExitStatus run(LogsCommand command, ExecutionContext context) throws IOException {
        return cluster.run(command.flags(), context, session -> show(command, session, context));
    }

    private static void show(LogsCommand command, ClusterSession session, ExecutionContext context)
            throws IOException {
        List<LiveObject> subjects = new LogSubject(command, session).find();
        boolean selected = !command.labelSelector().isEmpty();
        if (selected && subjects.isEmpty()) {
            context.stderr("No resources found in " + session.namespace() + " namespace.\n");
        }
        check(command);
        LogSources sources = new LogSources(command, context::stderr);
        List<LogSource> logs = new ArrayList<>();
        for (LiveObject subject : subjects) {
            for (JsonNode pod : pods(subject, command, session, context)) {
                logs.addAll(sources.of(pod));
            }
        }
        LogReader reader = new LogReader(command, session, context);
        if (command.window().follow() && logs.size() > 1) {
            if (logs.size() > command.maxFollowed()) {
                throw failure(
                        "you are attempting to follow %d log streams, but maximum allowed"
                                        .formatted(logs.size())
                                + " concurrency is %d, use --max-log-requests to increase the limit"
                                        .formatted(command.maxFollowed()));
            }
            new LogFollowers(reader, context).follow(logs);
            return;
        }
        for (LogSource log : logs) {
            reader.read(log, context.output());
        }
    }

    private static List<JsonNode> pods(
            LiveObject subject,
            LogsCommand command,
            ClusterSession session,
            ExecutionContext context)
            throws IOException {
        if (subject.mapping().equals(PodsOfOwner.PODS)) {
            return List.of(subject.object());
        }
        List<JsonNode> pods;
        try {
            pods =
                    new PodsOfOwner(session, context.cancellation())
                            .of(subject.namespace(), selector(subject), command.patience());
        } catch (InterruptedException e) {
            throw new IllegalStateException("threads are never interrupted here", e);
        }
        if (pods.size() == 1 || command.allPods()) {
            return pods;
        }
        JsonNode first = pods.getFirst();
        context.stderr(
                "Found "
                        + pods.size()
                        + " pods, using pod/"
                        + first.path("metadata").path("name").asText()
                        + "\n");
        return List.of(first);
    }

    private static String selector(LiveObject subject) {
        try {
            return PodsOfOwner.selector(subject);
        } catch (CommandException none) {
            throw failure(
                    "cannot get the logs from *"
                            + subject.mapping().groupVersion().version()
                            + "."
                            + subject.mapping().kind()
                            + ": "
                            + none.text());
        }
    }

    /** What contradicts itself; kubectl looks only after it has found the pod. */
    private static void check(LogsCommand command) {
        LogWindow window = command.window();
        if (window.sinceTime() != null && window.sinceSeconds() != null) {
            throw failure("at most one of `sinceTime` or `sinceSeconds` may be specified");
        }
        if (command.allContainers() && !command.container().isEmpty()) {
            throw failure(
                    "--all-containers=true should not be specified with container name "
                            + command.container());
        }
        if (command.containerTwice()) {
            throw failure("only one of -c or an inline [CONTAINER] arg is allowed");
        }
        if (window.limitBytes() < 0) {
            throw failure("--limit-bytes must be greater than 0");
        }
        if (window.sinceSeconds() != null && window.sinceSeconds() < 0) {
            throw failure("--since must be greater than 0");
        }
        if (window.tailLines() != null && window.tailLines() < -1) {
            throw failure("--tail must be greater than or equal to -1");
        }
    }

    private static CommandException failure(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
