package dev.mcpk8s.command;

/** {@code kubectl config current-context}, {@code get-clusters} and {@code get-users}. */
public record ConfigNamesCommand(Names names) implements Command {

    /** Which names of a kubeconfig are printed. */
    public enum Names {
        CURRENT_CONTEXT,
        CLUSTERS,
        USERS
    }

    @Override
    public Effect effect() {
        return Effect.LOCAL;
    }
}
