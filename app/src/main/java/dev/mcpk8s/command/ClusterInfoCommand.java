package dev.mcpk8s.command;

/** {@code kubectl cluster-info}. */
public record ClusterInfoCommand(GlobalFlags flags) implements Command {

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
