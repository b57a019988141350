package dev.mcpk8s.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code kubectl describe}.
 *
 * @param arguments the resource arguments as typed
 * @param files where the objects are described; then there are no arguments
 * @param labelSelector {@code -l}, empty for all
 * @param showEvents {@code --show-events}; null when not given: then a single object has them
 * @param chunkSize {@code --chunk-size}, 0 for lists in one piece
 */
public record DescribeCommand(
        GlobalFlags flags,
        List<String> arguments,
        FileArguments files,
        boolean allNamespaces,
        String labelSelector,
        @Nullable Boolean showEvents,
        long chunkSize)
        implements Command {

    public DescribeCommand {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
