package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.BOTH;
import static dev.mcpk8s.mcp.McpTestServer.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of a session that reads the ids of events and comes back with them. */
final class ResumableEvents {

    private ResumableEvents() {}

    record Event(String id, JsonNode message) {}

    static String post(McpTestServer at, String session, String message)
            throws IOException, InterruptedException {
        return at.post(message, "Accept", BOTH, "Mcp-Session-Id", session).body();
    }

    static BufferedReader open(McpTestServer at, String session, String message)
            throws IOException, InterruptedException {
        return McpTestServer.reader(
                at.open(at.request("/mcp", message, "Accept", BOTH, "Mcp-Session-Id", session)));
    }

    static BufferedReader resume(McpTestServer at, String session, @Nullable String id)
            throws IOException, InterruptedException {
        return McpTestServer.reader(get(at, session, id));
    }

    static int status(McpTestServer at, String session, String id)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = get(at, session, id);
        response.body().close();
        return response.statusCode();
    }

    static HttpResponse<InputStream> get(McpTestServer at, String session, @Nullable String id)
            throws IOException, InterruptedException {
        List<String> headers =
                new ArrayList<>(List.of("Accept", "text/event-stream", "Mcp-Session-Id", session));
        if (id != null) {
            headers.addAll(List.of("Last-Event-ID", id));
        }
        return at.open(at.get("/mcp", headers.toArray(String[]::new)));
    }

    /** The next event; without an id where it has none, with a missing message at the end. */
    static Event next(BufferedReader events) throws IOException {
        String id = "";
        String data = null;
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                data = line.substring(5).strip();
            } else if (line.isEmpty() && data != null && !data.isEmpty()) {
                return new Event(id, JSON.readTree(data));
            }
        }
        return new Event(id, MissingNode.getInstance());
    }
}
