package dev.mcpk8s.execution;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One structured line for each command. It never carries a kubeconfig or an exception's message,
 * and of the command's words only those that a tool's table knows to be no secret: any of them may
 * hold one.
 */
@Singleton
public final class CommandLog {

    private static final Logger LOG = LoggerFactory.getLogger(CommandLog.class);

    void finished(CommandRequest request, @Nullable Command command, OutputEvent.Finished end) {
        ErrorCode code = end.code();
        LOG.atInfo()
                .addKeyValue("request_id", request.id())
                .addKeyValue("tool", command == null ? "" : command.tool().command())
                .addKeyValue("kind", command == null ? "" : command.getClass().getSimpleName())
                .addKeyValue("line", shown(command))
                .addKeyValue("outcome", end.outcome().wireName())
                .addKeyValue("exit_code", end.exitStatus())
                .addKeyValue("code", code == null ? "" : code.code())
                .addKeyValue("duration_ms", end.duration().toMillis())
                .log("command");
    }

    private static String shown(@Nullable Command command) {
        return command instanceof ToolCommand line ? String.join(" ", line.use().shown()) : "";
    }

    void readerGone(CommandRequest request) {
        LOG.atDebug().addKeyValue("request_id", request.id()).log("nobody read the end");
    }

    /** Our own fault: where it happened, without its message. */
    void fault(CommandRequest request, Throwable fault) {
        StringBuilder trace = new StringBuilder(fault.getClass().getName());
        StackTraceElement[] frames = fault.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, 40); i++) {
            trace.append("\n  at ").append(frames[i]);
        }
        LOG.atError()
                .addKeyValue("request_id", request.id())
                .addKeyValue("trace", trace.toString())
                .log("unexpected failure");
    }
}
