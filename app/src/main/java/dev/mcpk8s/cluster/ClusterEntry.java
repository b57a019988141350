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

    /** The same cluster at another address, where TLS still asks for the name it had. */
    ClusterEntry withServer(String url, String tlsName) {
        return new ClusterEntry(
                name,
                url,
                certificateAuthority,
                skipVerify,
                tlsServerName.isEmpty() && url.startsWith("https:") ? tlsName : tlsServerName,
                proxy,
                disableCompression);
    }

    ClusterEntry withProxy(ProxyChoice other) {
        return new ClusterEntry(
                name,
                server,
                certificateAuthority,
                skipVerify,
                tlsServerName,
                other,
                disableCompression);
    }

    /** Never shows credentials that a proxy URL may hold. */
    @Override
    public String toString() {
        return "ClusterEntry[" + name + "]";
    }
}
