package dev.mcpk8s.cluster;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;

/** Kubeconfig to connection: read strictly, cached by a hash of what identifies it, bounded. */
@Singleton
public class ClusterConnections {

    /**
     * @throws CommandException {@link ErrorCode#KUBECONFIG_MISSING}, {@link
     *     ErrorCode#KUBECONFIG_INVALID}, {@link ErrorCode#KUBECONFIG_REFUSED} or {@link
     *     ErrorCode#ADDRESS_REFUSED}
     */
    public ClusterConnection lease(ConnectionRequest request) {
        throw new CommandException(ErrorCode.INTERNAL, "not built yet");
    }
}
