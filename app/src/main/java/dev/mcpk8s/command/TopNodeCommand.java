package dev.mcpk8s.command;

/**
 * {@code kubectl top node}.
 *
 * @param name the node asked for, empty for all
 * @param sortBy {@code --sort-by} as typed
 * @param showCapacity {@code --show-capacity}: shares of what a node has, not of what it gives
 */
public record TopNodeCommand(
        GlobalFlags flags,
        String name,
        String labelSelector,
        String sortBy,
        boolean noHeaders,
        boolean showCapacity,
        boolean showSwap)
        implements Command {

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
