package dev.mcpk8s.verb.logs;

import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes a log on as it comes, byte for byte, never holding more than a piece of it.
 *
 * <p>Where each line gets a prefix, a line that has begun goes on without one, and an end without a
 * newline stays one.
 */
final class LogCopy {

    private static final int PIECE = 16 * 1024;

    private final Output output;
    private final byte[] prefix;
    private boolean atLineStart = true;

    /**
     * @param prefix of each line; empty for none
     */
    LogCopy(Output output, String prefix) {
        this.output = output;
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    }

    /** Copies to the log's end. */
    void copy(InputStream log) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int read = log.read(piece); read >= 0; read = log.read(piece)) {
            if (read > 0) {
                byte[] bytes =
                        prefix.length == 0 ? Arrays.copyOf(piece, read) : prefixed(piece, read);
                output.emit(new OutputEvent.Data(Channel.STDOUT, bytes));
            }
        }
    }

    private byte[] prefixed(byte[] piece, int length) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(length + 8 * prefix.length);
        for (int from = 0; from < length; ) {
            int to = from;
            while (to < length && piece[to] != '\n') {
                to++;
            }
            boolean ended = to < length;
            to += ended ? 1 : 0;
            if (atLineStart) {
                lines.writeBytes(prefix);
            }
            lines.write(piece, from, to - from);
            atLineStart = ended;
            from = to;
        }
        return lines.toByteArray();
    }
}
