package dev.mcpk8s.command;

import java.util.List;

/**
 * {@code kubectl rollout history}.
 *
 * @param arguments the resource arguments as typed
 * @param files where the objects are described; then there are no arguments
 * @param labelSelector empty for all
 * @param revision to show in detail; 0 for the list of all
 */
public record RolloutHistoryCommand(
        GlobalFlags flags,
        List<String> arguments,
        FileArguments files,
        String labelSelector,
        long revision,
        ObjectOutput output)
        implements Command {

    public RolloutHistoryCommand {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
