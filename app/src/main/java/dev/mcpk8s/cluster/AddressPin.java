package dev.mcpk8s.cluster;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Checks where a cluster's names lead and writes the checked address in their place, so that they
 * cannot lead elsewhere when another program resolves them a moment later.
 */
@Singleton
final class AddressPin {

    private final AddressRules rules;
    private final boolean replace;

    AddressPin(AddressRules rules, ClusterSettings settings) {
        this.rules = rules;
        this.replace = settings.pinAddresses();
    }

    /**
     * @throws CommandException {@link ErrorCode#ADDRESS_REFUSED}, or {@link
     *     ErrorCode#CLUSTER_UNREACHABLE} when a name does not resolve
     */
    ClusterEntry pin(ClusterEntry cluster) {
        ProxyChoice proxy = cluster.proxy();
        if (proxy.address() != null) {
            checkBehindProxy(cluster);
            ServerAddress address = pinned(proxy.address(), subject(cluster, "proxy-url"));
            return cluster.withProxy(new ProxyChoice(proxy.kind(), address, proxy.authorization()));
        }
        ServerAddress server = cluster.address();
        ServerAddress address = pinned(server, subject(cluster, "server"));
        if (address.host().equals(server.host())) {
            return cluster;
        }
        return cluster.withServer(address.toUrl(), server.host());
    }

    /** A proxy resolves the server's name by itself; what can be told from here is checked. */
    private void checkBehindProxy(ClusterEntry cluster) {
        try {
            for (InetAddress address : Resolution.addresses(cluster.address().host())) {
                rules.check(address);
            }
        } catch (UnknownHostException leftToTheProxy) {
            return;
        } catch (AddressRefusedException refused) {
            throw refused.toCommandException(subject(cluster, "server"));
        }
    }

    private ServerAddress pinned(ServerAddress place, String subject) {
        try {
            @Nullable AddressRefusedException refusal = null;
            for (InetAddress address : Resolution.addresses(place.host())) {
                try {
                    rules.check(address);
                    if (replace) {
                        return place.withHost(address.getHostAddress());
                    }
                } catch (AddressRefusedException refused) {
                    refusal = refused;
                }
            }
            if (refusal != null) {
                throw refusal.toCommandException(subject);
            }
            return place;
        } catch (UnknownHostException unknown) {
            throw CommandException.verbatim(
                    ErrorCode.CLUSTER_UNREACHABLE,
                    "Unable to connect to the server: dial tcp: lookup "
                            + place.host()
                            + ": no such host");
        }
    }

    private static String subject(ClusterEntry cluster, String field) {
        return "clusters[" + Fields.shown(cluster.name()) + "].cluster." + field;
    }
}
