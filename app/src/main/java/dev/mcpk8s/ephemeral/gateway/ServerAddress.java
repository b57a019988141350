package dev.mcpk8s.ephemeral.gateway;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.regex.Pattern;

/**
 * An ephemeral server as a caller names it. Its parts go into paths of the API server, where
 * nothing else may stand.
 *
 * @param target the cluster, and the namespace when the caller names one
 * @param name of the server, which its pod carries as a label
 */
public record ServerAddress(ClusterTarget target, String name) {

    static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /**
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST}
     */
    public ServerAddress {
        requireLabel("the server's name", name);
        String namespace = target.namespace();
        if (namespace != null) {
            requireLabel("the namespace", namespace);
        }
    }

    static void requireLabel(String what, String text) {
        if (!DNS_LABEL.matcher(text).matches()) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST,
                    what + " must consist of lower case letters, digits and -");
        }
    }
}
