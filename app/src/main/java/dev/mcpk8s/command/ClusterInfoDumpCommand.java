package dev.mcpk8s.command;

import java.util.List;

/**
 * {@code kubectl cluster-info dump} to standard output.
 *
 * @param namespaces {@code --namespaces}; empty for the system's and the one in force
 * @param allNamespaces {@code -A}: the list of namespaces does not matter
 */
public record ClusterInfoDumpCommand(
        GlobalFlags flags,
        OutputFormat output,
        boolean allowMissingTemplateKeys,
        boolean showManagedFields,
        List<String> namespaces,
        boolean allNamespaces)
        implements Command {

    public ClusterInfoDumpCommand {
        namespaces = List.copyOf(namespaces);
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
