package dev.mcpk8s.mcp;

import dev.mcpk8s.mcp.resource.ResourceWatches;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code resources/subscribe} and its opposite. The SDK only notes who subscribed; here a watch
 * stands behind it. Resources with a fixed address are left to the SDK: they never change.
 */
@Singleton
final class SubscriptionRequests {

    private final ResourceWatches watches;
    private final Set<String> fixed;

    SubscriptionRequests(McpSyncServer server, ResourceWatches watches) {
        this.watches = watches;
        this.fixed =
                server.listResources().stream()
                        .map(McpSchema.Resource::uri)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether this request is answered here. */
    boolean takes(ClientSession session, McpSchema.JSONRPCRequest request) {
        if (request.method().equals(McpSchema.METHOD_RESOURCES_SUBSCRIBE)) {
            return !session.isRemembered() || !fixed.contains(uri(request));
        }
        return request.method().equals(McpSchema.METHOD_RESOURCES_UNSUBSCRIBE)
                && !fixed.contains(uri(request));
    }

    /** Answers it. */
    void answer(
            ClientSession session,
            McpSchema.JSONRPCRequest request,
            CallContext context,
            Wire wire) {
        try {
            if (!session.isRemembered()) {
                throw McpError.builder(ErrorCodes.INVALID_REQUEST)
                        .message("a subscription needs a session: initialize one first")
                        .build();
            }
            if (request.method().equals(McpSchema.METHOD_RESOURCES_SUBSCRIBE)) {
                session.subscriptions().add(uri(request), context, watches);
            } else {
                session.subscriptions().remove(uri(request));
            }
            wire.sendAnswer(JsonRpc.json(McpSchema.JSONRPCResponse.result(request.id(), Map.of())));
        } catch (McpError refused) {
            wire.sendAnswer(
                    JsonRpc.errorJson(
                            request.id(),
                            refused.getJsonRpcError().code(),
                            refused.getJsonRpcError().message()));
        }
    }

    private static String uri(McpSchema.JSONRPCRequest request) {
        return request.params() instanceof Map<?, ?> params
                ? String.valueOf(params.get("uri"))
                : "";
    }
}
