package dev.mcpk8s.cluster;

import java.util.Map;

/**
 * A kubeconfig that was read strictly: what it says is all there is. Entries keep their order.
 *
 * @param currentContext empty when it has none
 */
record Kubeconfig(
        String currentContext,
        Map<String, ClusterEntry> clusters,
        Map<String, UserEntry> users,
        Map<String, ContextEntry> contexts) {

    /** Never shows what it holds. */
    @Override
    public String toString() {
        return "Kubeconfig[" + contexts.size() + " contexts]";
    }
}
