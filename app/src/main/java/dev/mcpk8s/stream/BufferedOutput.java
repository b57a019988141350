package dev.mcpk8s.stream;

import dev.mcpk8s.command.Execution;
import dev.mcpk8s.command.HeapBudget;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a command's output up to a limit of bytes and counts the rest.
 *
 * <p>Of files as many bytes are kept again, each file whole or not at all.
 *
 * <p>Of each stream the beginning is kept, without holes. When both together are too long, standard
 * error, which is short and says what went wrong, is left at least a quarter of the limit. A cut
 * never splits a UTF-8 character.
 */
public final class BufferedOutput implements Output {

    private static final int STDERR_SHARE = 4;

    /** So much of an answer is kept without asking: that is room enough for most. */
    private static final int SMALL = 64 * 1024;

    /** Bytes become text, and that the bytes of the answer. */
    private static final long COPIES = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int limit;
    private final HeapBudget.@Nullable Share memory;
    private final Beginning stdout;
    private final Beginning stderr;
    private final Map<String, CommandResult.File> files = new LinkedHashMap<>();
    private long fileBytes;
    private Execution execution = Execution.NATIVE;
    private String requestId = "";
    private OutputEvent.@Nullable Finished end;

    /**
     * For output that cannot become large.
     *
     * @param limit how many bytes of both streams together are kept
     */
    public BufferedOutput(int limit) {
        this(limit, null);
    }

    /**
     * @param memory where what is kept comes from; while there is none left the command waits for a
     *     few seconds, and then less is kept. Null when it need not be counted
     */
    public BufferedOutput(int limit, HeapBudget.@Nullable Share memory) {
        this.limit = limit;
        this.memory = memory;
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
                    keep(data.channel() == Channel.STDOUT ? stdout : stderr, data.bytes());
            case OutputEvent.File file -> keep(file);
            case OutputEvent.Finished finished -> end = finished;
        }
    }

    /** A file is kept whole or only by its name. */
    private void keep(OutputEvent.File file) {
        int size = file.content().length;
        HeapBudget.Share budget = memory;
        boolean room =
                fileBytes + size <= limit
                        && (budget == null || budget.awaitRoom(COPIES * size, PATIENCE));
        fileBytes += room ? size : 0;
        files.put(file.path(), new CommandResult.File(room ? file.content() : null));
    }

    private void keep(Beginning stream, byte[] piece) {
        HeapBudget.Share budget = memory;
        boolean small = stdout.kept() + stderr.kept() + piece.length <= SMALL;
        if (budget == null
                || small
                || !stream.hasRoom()
                || budget.awaitRoom(COPIES * piece.length, PATIENCE)) {
            stream.keep(piece);
        } else {
            stream.drop(piece);
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
                requestId,
                files.isEmpty() ? null : Collections.unmodifiableMap(files));
    }

    private static String withMessage(String error, @Nullable String message) {
        if (message == null) {
            return error;
        }
        return error + (error.isEmpty() || error.endsWith("\n") ? "" : "\n") + message + "\n";
    }
}
