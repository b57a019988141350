package dev.mcpk8s.execution;

import dev.mcpk8s.command.Execution;
import dev.mcpk8s.error.ErrorCode;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What comes out of a command: one start, any number of pieces of data, the files that it made,
 * exactly one end.
 */
public sealed interface OutputEvent {

    /** The line was read and may run. It is missing when the request was refused. */
    record Started(String requestId, Execution execution) implements OutputEvent {}

    /**
     * A piece of output, live, in the order it was written, cut anywhere.
     *
     * @param bytes not copied: the receiver owns them, the writer does not touch them again
     */
    record Data(Channel channel, byte[] bytes) implements OutputEvent {}

    /**
     * A file that an external program made or changed, whole.
     *
     * @param path relative, plain
     * @param content not copied: the receiver owns it
     */
    record File(String path, byte[] content) implements OutputEvent {}

    /**
     * The end, always the last event.
     *
     * @param exitStatus the exit code; -1 when nothing ran
     * @param code what went wrong, unless the tool itself ended
     * @param message a sentence to go with the code
     */
    record Finished(
            Outcome outcome,
            int exitStatus,
            @Nullable ErrorCode code,
            @Nullable String message,
            Duration duration)
            implements OutputEvent {}

    /** How a command ended. */
    enum Outcome {
        /** It ran to its end; the exit code tells the rest. */
        DONE,
        TIMEOUT,
        CANCELLED,
        /** It could not be run, or the service failed. */
        ERROR;

        /** As it stands in a stream's last event. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
