package dev.mcpk8s.stream;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;

/**
 * Answers a JSON-RPC message that came to the command stream's address, as MCP's own address would.
 * The REST edge knows only this of MCP.
 */
public interface JsonRpcPost {

    /**
     * @param request for its headers and its connection
     * @param body the JSON text; it is valid JSON with a member {@code jsonrpc}, or a batch of such
     */
    HttpResponse<?> answer(HttpRequest<?> request, String body);
}
