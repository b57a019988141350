package dev.mcpk8s.cluster;

import java.util.Objects;

/**
 * A kubeconfig's cluster; texts are empty when missing.
 *
 * @param server an http or https URL without user, query and fragment, without a final slash
 * @param certificateAuthority PEM text
 * @param proxy where to go through
 */
record ClusterEntry(
        String name,
        String server,
        String certificateAuthority,
        boolean skipVerify,
        String tlsServerName,
        ProxyChoice proxy,
        boolean disableCompression) {

    /** The server's URL in parts. */
    ServerAddress address() {
        return Objects.requireNonNull(ServerAddress.parse(server), "checked when it was read");
    }

    /** Never shows credentials that a proxy URL may hold. */
    @Override
    public String toString() {
        return "ClusterEntry[" + name + "]";
    }
}
