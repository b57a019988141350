package dev.mcpk8s.command;

/**
 * {@code kubectl top pod}.
 *
 * @param name the pod asked for, empty for all
 * @param sortBy {@code --sort-by} as typed
 * @param containers {@code --containers}: a line for each container
 * @param sum {@code --sum}: what all of them use together
 */
public record TopPodCommand(
        GlobalFlags flags,
        String name,
        String labelSelector,
        String fieldSelector,
        String sortBy,
        boolean containers,
        boolean allNamespaces,
        boolean noHeaders,
        boolean sum,
        boolean showSwap)
        implements Command {

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
