package dev.mcpk8s.stream;

import dev.mcpk8s.command.Execution;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a command's output up to a limit of bytes and counts the rest.
 *
 * <p>Of each stream the beginning is kept, without holes. When both together are too long, standard
 * error, which is short and says what went wrong, is left at least a quarter of the limit. A cut
 * never splits a UTF-8 character.
 */
public final class BufferedOutput implements Output {

    private static final int STDERR_SHARE = 4;

    private final int limit;
    private final Beginning stdout;
    private final Beginning stderr;
    private Execution execution = Execution.NATIVE;
    private String requestId = "";
    private OutputEvent.@Nullable Finished end;

    /**
     * @param limit how many bytes of both streams together are kept
     */
    public BufferedOutput(int limit) {
        this.limit = limit;
        this.stdout = new Beginning(limit);
        this.stderr = new Beginning(limit);
    }

    @Override
    public void emit(OutputEvent event) {
        switch (event) {
            case OutputEvent.Started started -> {
                execution = started.execution();
                requestId = started.requestId();
            }
            case OutputEvent.Data data ->
                    (data.channel() == Channel.STDOUT ? stdout : stderr).keep(data.bytes());
            case OutputEvent.Finished finished -> end = finished;
        }
    }

    /** The end; call it only after the engine has returned. */
    public OutputEvent.Finished end() {
        OutputEvent.Finished finished = end;
        if (finished == null) {
            throw new IllegalStateException("the command has not ended");
        }
        return finished;
    }

    /** The answer of a command that ran. */
    public CommandResult result() {
        OutputEvent.Finished finished = end();
        int forStderr = Math.max(limit / STDERR_SHARE, limit - stdout.kept());
        int errorLength = stderr.wholeCharacters(forStderr);
        int outputLength = stdout.wholeCharacters(limit - errorLength);
        String error = withMessage(stderr.text(errorLength), finished.message());
        long kept = (long) outputLength + errorLength;
        long total = stdout.total() + stderr.total();
        return new CommandResult(
                finished.exitStatus() == 0,
                stdout.text(outputLength),
                error.isEmpty() ? null : error,
                finished.exitStatus(),
                execution.wireName(),
                finished.duration().toMillis(),
                kept < total ? new CommandResult.Truncation(kept, total) : null,
                requestId);
    }

    private static String withMessage(String error, @Nullable String message) {
        if (message == null) {
            return error;
        }
        return error + (error.isEmpty() || error.endsWith("\n") ? "" : "\n") + message + "\n";
    }
}
