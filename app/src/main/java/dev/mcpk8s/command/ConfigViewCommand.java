package dev.mcpk8s.command;

/**
 * {@code kubectl config view}.
 *
 * @param context {@code --context}, for {@code minify} alone; empty when not given
 * @param minify {@code --minify}: only what the context needs
 * @param credentials {@code --raw} or {@code --flatten}: nothing is left out or masked. They are
 *     the same here, where a kubeconfig names no files
 */
public record ConfigViewCommand(
        OutputFormat output,
        boolean allowMissingTemplateKeys,
        String context,
        boolean minify,
        boolean credentials)
        implements Command {

    @Override
    public Effect effect() {
        return Effect.LOCAL;
    }
}
