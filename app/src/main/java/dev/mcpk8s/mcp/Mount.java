package dev.mcpk8s.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.ephemeral.gateway.ServerConversation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An ephemeral server whose tools stand beside ours, each under its own name with a prefix.
 *
 * @param context of the kubeconfig; null for its current one
 * @param namespace null for the context's
 */
record Mount(
        String prefix,
        String server,
        @Nullable String context,
        @Nullable String namespace,
        ServerConversation conversation) {

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9_-]");

    /** Longer names are refused by clients. */
    private static final int LONGEST_NAME = 128;

    /**
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} when the prefix cannot begin the
     *     name of a tool
     */
    Mount {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST,
                    "name must be at most 64 letters, digits, _ and -: it begins the tools' names");
        }
    }

    /** Whether a tool of this name would be of this mount. */
    boolean covers(String tool) {
        return tool.startsWith(prefix + "_");
    }

    /** The cluster, for a caller with this kubeconfig. */
    ClusterTarget target(@Nullable String kubeconfig) {
        return new ClusterTarget(kubeconfig, context, namespace, ClusterTarget.Reader.MODEL);
    }

    /**
     * The server's tools under the names they have here; one whose name is too long, or becomes
     * that of another, is left out.
     *
     * @throws CommandException when the server cannot be asked
     */
    Map<String, ObjectNode> tools(@Nullable String kubeconfig, Cancellation cancellation) {
        Map<String, ObjectNode> named = new LinkedHashMap<>();
        for (ObjectNode tool : conversation.tools(target(kubeconfig), cancellation)) {
            String own = tool.path("name").asText();
            String name = prefix + "_" + UNUSUAL.matcher(own).replaceAll("_");
            if (!own.isEmpty() && name.length() <= LONGEST_NAME) {
                named.putIfAbsent(name, tool);
            }
        }
        return named;
    }
}
