package dev.mcpk8s.command;

/** {@code kubectl api-versions}: every group/version the server serves, sorted. */
public record ApiVersionsCommand(GlobalFlags flags) implements Command {

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
