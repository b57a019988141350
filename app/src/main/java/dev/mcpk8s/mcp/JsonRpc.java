package dev.mcpk8s.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC's messages as text. The SDK's own reader puts the whole message, with whatever secret it
 * holds, into its exceptions; this one says only what is wrong.
 */
final class JsonRpc {

    /** Not in the specification of JSON-RPC; the Language Server Protocol's number. */
    static final int REQUEST_CANCELLED = -32800;

    /**
     * As the SDK's own, but its buffers are not a virtual thread's, which lives for one request.
     */
    private static final McpJsonMapper MAPPER =
            new JacksonMcpJsonMapper(
                    new ObjectMapper(
                            JsonFactory.builder()
                                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                                    .build()));

    private static final TypeRef<Object> ANYTHING = new TypeRef<>() {};

    private JsonRpc() {}

    /** A text that is no message. */
    static final class Malformed extends Exception {

        private final int code;
        private final String text;
        private final @Nullable Object id;

        Malformed(int code, String text, @Nullable Object id) {
            super(text, null, false, false);
            this.code = code;
            this.text = text;
            this.id = id;
        }

        /** The answer to it. */
        byte[] toJson() {
            return errorJson(id, code, text);
        }
    }

    static McpJsonMapper mapper() {
        return MAPPER;
    }

    static McpSchema.JSONRPCMessage parse(String text) throws Malformed {
        Object parsed;
        try {
            parsed = MAPPER.readValue(text, ANYTHING);
        } catch (IOException notJson) {
            throw new Malformed(ErrorCodes.PARSE_ERROR, "the message is not valid JSON", null);
        }
        if (parsed instanceof java.util.List<?>) {
            throw invalid("batches are not supported: send one message at a time", null);
        }
        if (!(parsed instanceof Map<?, ?> message)) {
            throw invalid("a message is a JSON object", null);
        }
        return toMessage(message);
    }

    private static McpSchema.JSONRPCMessage toMessage(Map<?, ?> message) throws Malformed {
        Object id = message.get("id");
        if (id != null && !isId(id)) {
            throw invalid("id must be a string or an integer", null);
        }
        if (!McpSchema.JSONRPC_VERSION.equals(message.get("jsonrpc"))) {
            throw invalid("jsonrpc must be \"2.0\"", id);
        }
        Object params = message.get("params");
        if (message.get("method") instanceof String method) {
            if (params != null && !(params instanceof Map)) {
                throw new Malformed(ErrorCodes.INVALID_PARAMS, "params must be an object", id);
            }
            if (!message.containsKey("id")) {
                return new McpSchema.JSONRPCNotification(method, params);
            }
            if (id == null) {
                throw invalid("id must be a string or an integer", null);
            }
            return new McpSchema.JSONRPCRequest(method, id, params);
        }
        return toResponse(message, id);
    }

    private static McpSchema.JSONRPCMessage toResponse(Map<?, ?> message, @Nullable Object id)
            throws Malformed {
        Object result = message.get("result");
        Object error = message.get("error");
        if (id == null || (result == null) == (error == null)) {
            throw invalid("neither a request, a notification nor a response", id);
        }
        try {
            return new McpSchema.JSONRPCResponse(
                    McpSchema.JSONRPC_VERSION,
                    id,
                    result,
                    error == null
                            ? null
                            : MAPPER.convertValue(
                                    error, McpSchema.JSONRPCResponse.JSONRPCError.class));
        } catch (IllegalArgumentException badError) {
            throw invalid("error must have a code and a message", id);
        }
    }

    /** Ids are compared by value: 1 is the same whether it was read as an int or a long. */
    static Object sameId(Object id) {
        return id instanceof Number number ? (Object) number.longValue() : id;
    }

    static byte[] json(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static byte[] errorJson(@Nullable Object id, int code, String text) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", McpSchema.JSONRPC_VERSION);
        message.put("id", id);
        message.put("error", Map.of("code", code, "message", text));
        return json(message);
    }

    static boolean isId(@Nullable Object id) {
        return id instanceof String || id instanceof Integer || id instanceof Long;
    }

    private static Malformed invalid(String text, @Nullable Object id) {
        return new Malformed(ErrorCodes.INVALID_REQUEST, text, id);
    }
}
