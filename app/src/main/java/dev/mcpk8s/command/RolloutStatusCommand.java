package dev.mcpk8s.command;

import java.time.Duration;
import java.util.List;

/**
 * {@code kubectl rollout status}.
 *
 * @param arguments the resource arguments as typed
 * @param files where the objects are described; then there are no arguments
 * @param labelSelector empty for all
 * @param watch whether to wait for the rollout's end
 * @param revision that is to run; 0 for any
 * @param timeout zero for as long as the command may run; never negative
 */
public record RolloutStatusCommand(
        GlobalFlags flags,
        List<String> arguments,
        FileArguments files,
        String labelSelector,
        boolean watch,
        long revision,
        Duration timeout)
        implements Command {

    public RolloutStatusCommand {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
