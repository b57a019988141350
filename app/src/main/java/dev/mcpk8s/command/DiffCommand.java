package dev.mcpk8s.command;

import java.util.List;

/**
 * {@code kubectl diff}.
 *
 * @param files {@code -f}, at least one
 * @param labelSelector which of the files' objects are meant; empty for all
 * @param prune {@code --prune}: what would be pruned counts too
 * @param pruneTypes {@code --prune-allowlist}, each {@code group/version/kind}; empty for the usual
 *     ones
 * @param serverSide {@code --server-side}: the server merges, by its record of who owns what
 * @param fieldManager who would change, for the server
 * @param forceConflicts {@code --force-conflicts}, with {@code --server-side} only
 * @param showManagedFields {@code --show-managed-fields}
 * @param showSecrets {@code --show-secrets}: what Secrets hold is not masked
 */
public record DiffCommand(
        GlobalFlags flags,
        FileArguments files,
        String labelSelector,
        boolean prune,
        List<String> pruneTypes,
        boolean serverSide,
        String fieldManager,
        boolean forceConflicts,
        boolean showManagedFields,
        boolean showSecrets)
        implements Command {

    public DiffCommand {
        pruneTypes = List.copyOf(pruneTypes);
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
