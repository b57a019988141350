package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.BOTH;
import static dev.mcpk8s.mcp.McpTestServer.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a session that this replica forgets. */
class SessionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"mcp-k8s.mcp.session-idle=200ms", "mcp-k8s.mcp.maximum-sessions=1"})
    void losesNothingButItsListeningStream(String setting) throws Exception {
        String[] bound = setting.split("=", 2);
        try (McpTestServer server = new McpTestServer(Map.of(bound[0], bound[1]))) {
            String session = server.initialize();
            String[] headers = {"Accept", BOTH, "Mcp-Session-Id", session};
            HttpResponse<InputStream> call =
                    server.open(server.request("/mcp", call(1, "lines 2 delay 2000"), headers));
            HttpResponse<InputStream> listening =
                    server.open(
                            server.get(
                                    "/mcp",
                                    "Accept",
                                    "text/event-stream",
                                    "Mcp-Session-Id",
                                    session));
            CompletableFuture<Boolean> ended =
                    CompletableFuture.supplyAsync(() -> isAtItsEnd(listening));

            McpTestServer.await("forgotten", () -> isInitialized(server) && ended.isDone());

            assertThat(ended.join()).isTrue();
            try (BufferedReader events = McpTestServer.reader(call)) {
                assertThat(McpTestServer.nextMessage(events).at("/result/content/0/text").asText())
                        .isEqualTo("line 1\nline 2\n");
            }
            assertThat(server.post(call(2, "echo again"), headers).body()).contains("again\\n");
            assertThat(server.delete("Mcp-Session-Id", session).statusCode()).isEqualTo(200);
        }
    }

    private static boolean isAtItsEnd(HttpResponse<InputStream> stream) {
        try (BufferedReader events = McpTestServer.reader(stream)) {
            return McpTestServer.nextMessage(events).equals(MissingNode.getInstance());
        } catch (IOException broken) {
            throw new CompletionException(broken);
        }
    }

    /** Another session: what is forgotten is forgotten when there is something to do. */
    private static boolean isInitialized(McpTestServer server) {
        try {
            return !server.initialize().isEmpty();
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }
}
