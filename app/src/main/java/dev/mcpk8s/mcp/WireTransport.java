package dev.mcpk8s.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A {@link Wire} as the SDK wants it. Sending happens on the calling thread and may block it. */
final class WireTransport implements McpStreamableServerTransport {

    private final Wire wire;
    private final Runnable whenClosed;

    /**
     * @param whenClosed ends the stream behind the wire; called once or more, from any thread
     */
    WireTransport(Wire wire, Runnable whenClosed) {
        this.wire = wire;
        this.whenClosed = whenClosed;
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.fromRunnable(() -> deliver(message));
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message, @Nullable String messageId) {
        return sendMessage(message);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return JsonRpc.mapper().convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(whenClosed);
    }

    private void deliver(McpSchema.JSONRPCMessage message) {
        byte[] json = JsonRpc.json(message);
        if (message instanceof McpSchema.JSONRPCResponse) {
            wire.sendAnswer(json);
        } else {
            wire.send(json);
        }
    }
}
