package dev.mcpk8s.execution;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.ToolOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * What a handler may know of the request it serves: never a socket, a controller or an exit.
 *
 * @param stdin standard input, empty when none was given
 * @param files by relative path
 * @param timeLimit how long the command may take; the engine enforces it
 * @param options what a command is told beside its command line
 */
public record ExecutionContext(
        String requestId,
        ClusterTarget target,
        byte[] stdin,
        Map<String, byte[]> files,
        Duration timeLimit,
        Output output,
        Cancellation cancellation,
        ToolOptions options) {

    /** One without options. */
    public ExecutionContext(
            String requestId,
            ClusterTarget target,
            byte[] stdin,
            Map<String, byte[]> files,
            Duration timeLimit,
            Output output,
            Cancellation cancellation) {
        this(requestId, target, stdin, files, timeLimit, output, cancellation, ToolOptions.NONE);
    }

    /** Emits text as UTF-8 on standard output; nothing when it is empty. */
    public void stdout(String text) {
        emit(Channel.STDOUT, text);
    }

    /** Emits text as UTF-8 on standard error; nothing when it is empty. */
    public void stderr(String text) {
        emit(Channel.STDERR, text);
    }

    private void emit(Channel channel, String text) {
        if (!text.isEmpty()) {
            output.emit(new OutputEvent.Data(channel, text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
