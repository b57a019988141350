package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport of 2024-11-05. */
class EventStreamTest {

    @RegisterExtension static final McpTestServer server = new McpTestServer(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"/sse", "/mcp"})
    void answersOnTheStreamThatTheClientOpened(String path) throws Exception {
        HttpResponse<InputStream> stream =
                server.open(
                        server.get(
                                path, "Accept", "text/event-stream", "X-Kubeconfig", "b3BlbmVk"));
        try (BufferedReader events = McpTestServer.reader(stream)) {
            String endpoint = McpTestServer.nextData(events);
            assertThat(endpoint).startsWith("/messages?session_id=");

            String initialize = McpTestServer.initializeMessage("2024-11-05");
            assertThat(server.postTo(endpoint, initialize).statusCode()).isEqualTo(202);
            JsonNode initialized = McpTestServer.nextMessage(events);
            assertThat(initialized.at("/result/protocolVersion").asText()).isEqualTo("2024-11-05");

            server.postTo(endpoint, McpTestServer.callWithToken(2, "lines 1 delay 50", 1));
            assertThat(McpTestServer.nextMessage(events).at("/params/message").asText())
                    .isEqualTo("line 1\n");
            assertThat(McpTestServer.nextMessage(events).get("id").asInt()).isEqualTo(2);

            server.postTo(endpoint, call(3, "request"));
            assertThat(text(events)).contains("kubeconfig=b3BlbmVk ");
            server.postTo(endpoint, call(4, "request"), "X-Kubeconfig", "cG9zdGVk");
            assertThat(text(events)).contains("kubeconfig=cG9zdGVk ");
        }
    }

    @Test
    void endsWhatRunsWithTheStream() throws Exception {
        int before = server.journal().cancelled.get();
        HttpResponse<InputStream> stream =
                server.open(server.get("/sse", "Accept", "text/event-stream"));
        String endpoint;
        try (BufferedReader events = McpTestServer.reader(stream)) {
            endpoint = McpTestServer.nextData(events);
            server.postTo(endpoint, call(1, "sleep 600"));
            McpTestServer.await("running", () -> server.journal().running.get() > 0);
        }

        McpTestServer.await("cancelled", () -> server.journal().cancelled.get() == before + 1);
        McpTestServer.await("gone", () -> status(endpoint) == 404);
    }

    @Test
    void refusesMessagesWithoutAStream() throws Exception {
        assertThat(server.postTo("/messages", call(1, "echo x")).statusCode()).isEqualTo(400);
        assertThat(server.postTo("/messages?session_id=no", call(1, "echo x")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesWhatIsNoMessage() throws Exception {
        HttpResponse<InputStream> stream =
                server.open(server.get("/sse", "Accept", "text/event-stream"));
        try (BufferedReader events = McpTestServer.reader(stream)) {
            String endpoint = McpTestServer.nextData(events);

            assertThat(server.postTo(endpoint, "nonsense").statusCode()).isEqualTo(400);
            server.postTo(endpoint, call(1, "echo on"));
            assertThat(text(events)).isEqualTo("on\n");
        }
    }

    private static int status(String endpoint) {
        try {
            return server.postTo(endpoint, call(1, "echo x")).statusCode();
        } catch (java.io.IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String text(BufferedReader events) throws java.io.IOException {
        return McpTestServer.nextMessage(events).at("/result/content/0/text").asText();
    }
}
