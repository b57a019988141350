package dev.mcpk8s.command;

import java.time.Duration;
import java.util.List;

/**
 * {@code kubectl wait}.
 *
 * @param arguments the resource arguments as typed
 * @param files where the objects are described; then there are no arguments
 * @param all {@code --all}: a type without a name means every object of it
 * @param conditions what to wait for, one after the other
 * @param timeout zero to look once; never negative
 */
public record WaitCommand(
        GlobalFlags flags,
        List<String> arguments,
        FileArguments files,
        boolean allNamespaces,
        boolean all,
        String labelSelector,
        String fieldSelector,
        List<WaitCondition> conditions,
        Duration timeout,
        ObjectOutput output)
        implements Command {

    public WaitCommand {
        arguments = List.copyOf(arguments);
        conditions = List.copyOf(conditions);
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
