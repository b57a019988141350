package dev.mcpk8s.cluster;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.IOException;

/** An address was refused while connecting; an I/O failure so that it travels through OkHttp. */
final class AddressRefusedException extends IOException {

    private final AddressKind kind;

    AddressRefusedException(AddressKind kind) {
        super("refused: " + kind);
        this.kind = kind;
    }

    /**
     * The address itself is not named: what a host name resolves to is not for every caller.
     *
     * @param subject what of the kubeconfig led there
     */
    CommandException toCommandException(String subject) {
        String remedy =
                switch (kind) {
                    case LOOPBACK ->
                            "; the service allows it only while it listens on loopback alone, or"
                                    + " with mcp-k8s.cluster.allow-loopback";
                    case PRIVATE -> "; mcp-k8s.cluster.allow-private is off";
                    case PUBLIC, UNSPECIFIED, LINK_LOCAL, METADATA, MULTICAST, RESERVED -> "";
                };
        return new CommandException(
                ErrorCode.ADDRESS_REFUSED,
                subject + " leads to " + kind.description() + ", which is refused" + remedy);
    }
}
