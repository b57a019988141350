package dev.mcpk8s.command;

import java.util.List;

/**
 * {@code kubectl apply view-last-applied}.
 *
 * @param arguments the resource arguments as typed
 * @param files {@code -f}; then there are no arguments
 * @param every whether types without names mean all their objects
 * @param labelSelector {@code -l}, empty when not given
 * @param output {@code -o} as typed
 */
public record ViewLastAppliedCommand(
        GlobalFlags flags,
        List<String> arguments,
        FileArguments files,
        boolean every,
        String labelSelector,
        String output)
        implements Command {

    public ViewLastAppliedCommand {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
