package dev.mcpk8s.mcp;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Takes a client's messages to the SDK's session, the same for every transport, and does what the
 * SDK leaves open: cancelling, and an answer to parameters it stumbles over.
 */
@Singleton
final class McpDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(McpDispatcher.class);
    private static final String CANCELLED = "notifications/cancelled";

    /** From the least to the most severe, as the protocol names them. */
    private static final List<String> LEVELS =
            Arrays.stream(McpSchema.LoggingLevel.values())
                    .map(level -> level.name().toLowerCase(Locale.ROOT))
                    .toList();

    /** In the order of the list. */
    private final List<String> tools;

    private final SubscriptionRequests subscriptions;
    private final MountedTools mounted;

    /**
     * @param server not used but for its tools' names: making it gives the sessions their factory
     */
    McpDispatcher(McpSyncServer server, SubscriptionRequests subscriptions, MountedTools mounted) {
        this.subscriptions = subscriptions;
        this.mounted = mounted;
        this.tools = server.listTools().stream().map(McpSchema.Tool::name).toList();
    }

    /**
     * Answers a request, blocking until the answer was sent. A request that was cancelled gets
     * none.
     */
    void answer(
            ClientSession session,
            McpSchema.JSONRPCRequest request,
            CallContext context,
            Wire wire) {
        if (!session.begin(request.id(), context.cancellation())) {
            sendError(wire, request, ErrorCodes.INVALID_REQUEST, "this id is under way already");
            return;
        }
        try {
            answerTracked(session, request, context, new CancellableWire(wire, context));
        } catch (CommandException clientGone) {
            LOG.debug("nobody reads the answer");
        } finally {
            session.end(request.id());
        }
    }

    /** What a client says without waiting for an answer. */
    void accept(ClientSession session, McpSchema.JSONRPCNotification notification) {
        if (notification.method().equals(CANCELLED)
                && notification.params() instanceof Map<?, ?> params
                && params.get("requestId") != null) {
            session.cancel(params.get("requestId"));
        }
    }

    /**
     * @return false when nobody waits for it
     */
    boolean accept(ClientSession session, McpSchema.JSONRPCResponse response) {
        return Boolean.TRUE.equals(
                session.session().accept(response).thenReturn(true).onErrorReturn(false).block());
    }

    private void answerTracked(
            ClientSession session,
            McpSchema.JSONRPCRequest request,
            CallContext context,
            Wire wire) {
        try {
            boolean ofMounted = mounted.takes(session, request);
            String problem = problemOf(request, ofMounted);
            if (problem != null) {
                sendError(wire, request, ErrorCodes.INVALID_PARAMS, problem);
            } else if (ofMounted) {
                mounted.answer(session, request, context, wire);
            } else if (request.method().equals(McpSchema.METHOD_INITIALIZE)) {
                McpSchema.InitializeRequest asked =
                        JsonRpc.mapper()
                                .convertValue(request.params(), McpSchema.InitializeRequest.class);
                McpSchema.InitializeResult result = session.initialize(asked);
                wire.sendAnswer(
                        JsonRpc.json(McpSchema.JSONRPCResponse.result(request.id(), result)));
            } else if (subscriptions.takes(session, request)) {
                subscriptions.answer(session, request, context, wire);
            } else {
                handle(session, request, context, wire);
            }
        } catch (CommandException clientGone) {
            throw clientGone;
        } catch (IllegalArgumentException badParameters) {
            sendError(wire, request, ErrorCodes.INVALID_PARAMS, "the params are not valid");
        } catch (RuntimeException fault) {
            LOG.error("a request failed: {}", fault.getClass().getName());
            sendError(wire, request, ErrorCodes.INTERNAL_ERROR, "an unexpected failure");
        }
    }

    private static void handle(
            ClientSession session,
            McpSchema.JSONRPCRequest request,
            CallContext context,
            Wire wire) {
        Mono<Void> answered =
                session.session()
                        .responseStream(new WireTransport(wire, () -> {}))
                        .handle(request)
                        .contextWrite(
                                reactor ->
                                        reactor.put(
                                                McpTransportContext.KEY,
                                                context.forTransport(session)));
        answered.block();
    }

    /**
     * What is wrong with the parameters, in better words than the SDK's; null for nothing.
     *
     * @param ofMounted whether a mounted server has the last word about a call
     */
    private @Nullable String problemOf(McpSchema.JSONRPCRequest request, boolean ofMounted) {
        Map<?, ?> params = request.params() instanceof Map<?, ?> given ? given : Map.of();
        return switch (request.method()) {
            case McpSchema.METHOD_INITIALIZE ->
                    params.get("protocolVersion") instanceof String
                            ? null
                            : "protocolVersion must be the revision that the client speaks";
            case McpSchema.METHOD_TOOLS_CALL -> ofMounted ? null : problemOfCall(params);
            case McpSchema.METHOD_LOGGING_SET_LEVEL ->
                    LEVELS.contains(String.valueOf(params.get("level")))
                            ? null
                            : "level must be one of " + LEVELS;
            default -> ContentParameters.problemOf(request.method(), params);
        };
    }

    private @Nullable String problemOfCall(Map<?, ?> params) {
        if (!(params.get("name") instanceof String name)) {
            return "name must be the name of a tool";
        }
        Object arguments = params.get("arguments");
        if (arguments != null && !(arguments instanceof Map)) {
            return "arguments must be an object";
        }
        return tools.contains(name)
                ? null
                : "Unknown tool: "
                        + (name.length() > 100 ? name.substring(0, 100) + "…" : name)
                        + "; there are "
                        + String.join(", ", tools);
    }

    private static void sendError(
            Wire wire, McpSchema.JSONRPCRequest request, int code, String text) {
        wire.sendAnswer(JsonRpc.errorJson(request.id(), code, text));
    }

    /** Keeps silent about a request that its client cancelled, as the protocol asks. */
    private record CancellableWire(Wire wire, CallContext context) implements Wire {

        @Override
        public void send(byte[] json) {
            wire.send(json);
        }

        @Override
        public void sendAnswer(byte[] json) {
            if (context.cancellation().reason() != ErrorCode.CANCELLED || wire.isAbandoned()) {
                wire.sendAnswer(json);
            }
        }
    }
}
