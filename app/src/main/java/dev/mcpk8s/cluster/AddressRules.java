package dev.mcpk8s.cluster;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses a kubeconfig may lead to. It is asked with the address that is being connected
 * to, after name resolution, for every connection.
 */
@Singleton
final class AddressRules {

    private final boolean loopback;
    private final boolean privateNetworks;

    /**
     * @param listeningOn the host that the service itself listens on
     */
    @Inject
    AddressRules(
            ClusterSettings settings,
            @Property(name = "micronaut.server.host") @Nullable String listeningOn) {
        Boolean configured = settings.allowLoopback();
        this.loopback = configured == null ? isLoopback(listeningOn) : configured;
        this.privateNetworks = settings.allowPrivate();
    }

    AddressRules(boolean loopback, boolean privateNetworks) {
        this.loopback = loopback;
        this.privateNetworks = privateNetworks;
    }

    /** The rules for the operator's own kubeconfig: it may name the machine itself. */
    static AddressRules trusted() {
        return new AddressRules(true, true);
    }

    /**
     * @throws AddressRefusedException when this address must not be connected to
     */
    void check(InetAddress address) throws AddressRefusedException {
        AddressKind kind = AddressKind.of(address);
        boolean allowed =
                switch (kind) {
                    case PUBLIC -> true;
                    case PRIVATE -> privateNetworks;
                    case LOOPBACK -> loopback;
                    case UNSPECIFIED, LINK_LOCAL, METADATA, MULTICAST, RESERVED -> false;
                };
        if (!allowed) {
            throw new AddressRefusedException(kind);
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
