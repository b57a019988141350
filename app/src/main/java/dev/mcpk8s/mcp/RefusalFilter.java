package dev.mcpk8s.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What HTTP refuses at MCP's addresses before any handler sees it (a foreign origin, a wrong type,
 * an empty body) in MCP's form, an error of JSON-RPC, and in words that fit there. Status and
 * headers stay.
 */
@ServerFilter({"/mcp", "/mcp/", "/messages", "/messages/"})
final class RefusalFilter implements Ordered {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "application/problem+json";

    /** Outside of what writes the problem. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @ResponseFilter
    void translate(HttpRequest<?> request, MutableHttpResponse<?> response) {
        String type = response.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        if (response.body() instanceof byte[] problem && PROBLEM.equals(type)) {
            String text = text(request, response.code(), problem);
            response.body(JsonRpc.errorJson(null, ErrorCodes.INVALID_REQUEST, text));
            response.getHeaders().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }

    private static String text(HttpRequest<?> request, int status, byte[] problem) {
        return switch (status) {
            case 400 -> "the body must be one JSON-RPC message";
            case 405 ->
                    request.getPath().startsWith("/messages")
                            ? "POST messages here; the stream is GET /sse"
                            : "this is MCP's endpoint: POST a message, GET with Accept:"
                                    + " text/event-stream, or DELETE a session";
            case 406 -> "accept application/json and text/event-stream";
            case 415 -> "send messages as application/json";
            default -> detail(problem);
        };
    }

    private static String detail(byte[] problem) {
        @Nullable JsonNode detail;
        try {
            detail = JSON.readTree(problem).get("detail");
        } catch (IOException notJson) {
            detail = null;
        }
        return detail == null ? "the request was refused" : detail.asText();
    }
}
