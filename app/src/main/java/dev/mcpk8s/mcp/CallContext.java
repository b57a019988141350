package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Cancellation;
import io.modelcontextprotocol.common.McpTransportContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the transport knows of a request and its tool must know too. It travels with the request
 * through the SDK.
 *
 * @param cancellation ends the command when the client says so or leaves
 * @param kubeconfig of the {@code X-Kubeconfig} header
 * @param canBeAsked whether a question reaches the client before the answer; not where the answer
 *     is a single JSON document
 */
public record CallContext(
        Cancellation cancellation, @Nullable String kubeconfig, boolean canBeAsked) {

    private static final String KEY = "mcp-k8s.call";
    private static final String SESSION = "mcp-k8s.session";

    /**
     * @param session in which the call is made
     */
    McpTransportContext forTransport(ClientSession session) {
        return McpTransportContext.create(Map.of(KEY, this, SESSION, session));
    }

    /** The session in which a call is made; null where the transport gave none. */
    static @Nullable ClientSession sessionOf(McpTransportContext transport) {
        return transport.get(SESSION) instanceof ClientSession session ? session : null;
    }

    /** The context of a call under way; an empty one where the transport gave none. */
    public static CallContext of(McpTransportContext transport) {
        return transport.get(KEY) instanceof CallContext call
                ? call
                : new CallContext(new Cancellation(), null, false);
    }

    /** Never shows the kubeconfig. */
    @Override
    public String toString() {
        return "CallContext[kubeconfig=" + (kubeconfig == null ? "none" : "given") + "]";
    }
}
