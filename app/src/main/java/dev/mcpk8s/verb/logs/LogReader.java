package dev.mcpk8s.verb.logs;

import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.LogsCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.workload.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads logs, with patience for those that are followed. */
final class LogReader {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final LogsCommand command;
    private final ClusterSession session;
    private final ExecutionContext context;

    LogReader(LogsCommand command, ClusterSession session, ExecutionContext context) {
        this.command = command;
        this.session = session;
        this.context = context;
    }

    /**
     * Reads one log to its end.
     *
     * @throws CommandException when it cannot be read and that matters
     */
    void read(LogSource source, Output output) throws IOException {
        LogCopy copy = new LogCopy(output, command.prefix() ? source.prefix() : "");
        Deadline deadline = Deadline.in(command.patience());
        while (true) {
            try {
                copy(source, copy);
                return;
            } catch (CommandException failure) {
                if (failure.code().exitStatus() != 1) {
                    throw failure;
                }
                if (command.ignoreErrors()) {
                    emit(Channel.STDOUT, "error: " + failure.text() + "\n", output);
                    return;
                }
                if (!command.window().follow()) {
                    throw failure;
                }
                emit(Channel.STDERR, failure.text() + "\n", output);
                if (!(failure instanceof StatusException)) {
                    throw failure;
                }
            }
            pause(deadline);
        }
    }

    private void copy(LogSource source, LogCopy copy) throws IOException {
        try (ApiResponse log = session.raw(source.path(command.window()))) {
            copy.copy(log.body());
        } catch (IOException broken) {
            context.cancellation().throwIfCancelled();
            throw new CommandException(ErrorCode.COMMAND_FAILED, "unexpected EOF");
        }
    }

    private void pause(Deadline deadline) {
        try {
            context.cancellation().sleep(deadline.atMost(BETWEEN_ATTEMPTS));
        } catch (InterruptedException e) {
            throw new IllegalStateException("threads are never interrupted here", e);
        }
        if (deadline.isPast()) {
            throw new CommandException(ErrorCode.COMMAND_FAILED, "context deadline exceeded");
        }
    }

    private static void emit(Channel channel, String text, Output output) {
        output.emit(new OutputEvent.Data(channel, text.getBytes(StandardCharsets.UTF_8)));
    }
}
