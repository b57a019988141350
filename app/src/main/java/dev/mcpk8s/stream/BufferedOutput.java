package dev.mcpk8s.stream;

import dev.mcpk8s.command.Execution;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a command's output up to a limit of bytes and counts the rest. The cut never splits a UTF-8
 * character.
 */
public final class BufferedOutput implements Output {

    private final int limit;
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private Execution execution = Execution.NATIVE;
    private String requestId = "";
    private long total;
    private OutputEvent.@Nullable Finished end;

    /**
     * @param limit how many bytes of both streams together are kept
     */
    public BufferedOutput(int limit) {
        this.limit = limit;
    }

    @Override
    public void emit(OutputEvent event) {
        switch (event) {
            case OutputEvent.Started started -> {
                execution = started.execution();
                requestId = started.requestId();
            }
            case OutputEvent.Data data -> keep(data);
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
        String error = text(stderr);
        if (finished.message() != null) {
            error = error + (error.isEmpty() || error.endsWith("\n") ? "" : "\n");
            error = error + finished.message() + "\n";
        }
        long kept = (long) stdout.size() + stderr.size();
        return new CommandResult(
                finished.exitStatus() == 0,
                text(stdout),
                error.isEmpty() ? null : error,
                finished.exitStatus(),
                execution.wireName(),
                finished.duration().toMillis(),
                kept < total ? new CommandResult.Truncation(kept, total) : null,
                requestId);
    }

    private void keep(OutputEvent.Data data) {
        total += data.bytes().length;
        int room = limit - stdout.size() - stderr.size();
        int length = wholeCharacters(data.bytes(), Math.min(room, data.bytes().length));
        ByteArrayOutputStream sink = data.channel() == Channel.STDOUT ? stdout : stderr;
        sink.write(data.bytes(), 0, length);
    }

    /** Where a cut at this length would have to be moved back to, to keep characters whole. */
    private static int wholeCharacters(byte[] bytes, int length) {
        int cut = length;
        while (cut > 0 && cut < bytes.length && (bytes[cut] & 0xC0) == 0x80) {
            cut--;
        }
        return cut;
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
