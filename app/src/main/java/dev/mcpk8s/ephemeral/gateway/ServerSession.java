package dev.mcpk8s.ephemeral.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server knows a client by, and how a client writes to it.
 *
 * @param id null where the server has no sessions, or before it has given one
 * @param version of the protocol; null before the two have agreed
 */
record ServerSession(@Nullable String id, @Nullable String version) {

    static final String HEADER = "Mcp-Session-Id";

    /** Before anything is agreed. */
    static final ServerSession NONE = new ServerSession(null, null);

    private static final String NEWEST = "2025-11-25";

    /** The first request of a client that can do nothing for a server. */
    static ObjectNode initialize() {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("protocolVersion", NEWEST);
        params.putObject("capabilities");
        params.putObject("clientInfo").put("name", "mcp-k8s").put("version", "1");
        return message("initialize", params);
    }

    static ObjectNode message(String method, @Nullable ObjectNode params) {
        ObjectNode message =
                JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").put("method", method);
        return params == null ? message : message.set("params", params);
    }

    /** An answer to a question of the server: it may ask whether we live, and nothing else. */
    static ObjectNode answer(ObjectNode question) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        answer.set("id", question.get("id"));
        if (question.path("method").asText().equals("ping")) {
            answer.putObject("result");
        } else {
            answer.putObject("error")
                    .put("code", -32601)
                    .put("message", "a mounted server cannot ask its client");
        }
        return answer;
    }

    RelayedCall call(ObjectNode message) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json, text/event-stream");
        headers.put("Content-Type", "application/json");
        if (version != null) {
            headers.put("Mcp-Protocol-Version", version);
        }
        if (id != null) {
            headers.put(HEADER, id);
        }
        byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
        return new RelayedCall("POST", "/mcp", headers, body);
    }
}
