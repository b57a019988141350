package dev.mcpk8s.ephemeral;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import java.io.IOException;
import java.util.List;

/**
 * What a cluster refused, in words for who asked for a server: they have written no command line
 * that could be wrong, and did not log in.
 */
public final class ClusterFailure {

    private static final int UNAUTHORIZED = 401;

    private ClusterFailure() {}

    /**
     * @param failure an {@link IOException} of an answer that broke off, or what was refused
     */
    public static CommandException of(Exception failure) {
        if (failure instanceof StatusException status && status.httpStatus() == UNAUTHORIZED) {
            return new StatusException(
                    UNAUTHORIZED,
                    status.reason(),
                    "the cluster does not accept the kubeconfig's credentials",
                    null,
                    null,
                    List.of());
        }
        if (!(failure instanceof CommandException refused)) {
            return new CommandException(
                    ErrorCode.CLUSTER_UNREACHABLE, "the cluster's answer could not be read");
        }
        return refused.code() == ErrorCode.USAGE
                ? new CommandException(ErrorCode.INVALID_REQUEST, refused.text())
                : refused;
    }
}
