package dev.mcpk8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.ephemeral.gateway.RelayedCall;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of a call for a pod goes over the wire. */
class RelayTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    /**
     * An API server that knows a length reads on behind it, and may lose a quick answer by that.
     */
    @Test
    void theBodyHasNoLength() throws Exception {
        ClusterConnections connections = TestClusters.connections();
        try (TestServer server = TestServer.plain(TestServer.ok("{}", "Connection: close"));
                ClusterConnection connection = connections.lease(to(server))) {
            ApiRequest post = new ApiRequest("POST", "/x", "*/*", BODY, ApiRequest.JSON);

            try (ApiResponse answer =
                    connection.relay(post.untilRead(), Map.of("Mcp-Session-Id", "s"))) {
                assertThat(answer.status()).isEqualTo(200);
            }

            TestServer.Visit visit = server.visits.getFirst();
            assertThat(visit.values("Content-Length")).isEmpty();
            assertThat(visit.values("Transfer-Encoding")).containsExactly("chunked");
            assertThat(visit.values("Mcp-Session-Id")).containsExactly("s");
        }
    }

    private static ConnectionRequest to(TestServer server) {
        return TestClusters.request(
                TestClusters.kubeconfig("http://127.0.0.1:" + server.port(), "", ""));
    }

    @Test
    void onlyTheProtocolsHeadersArePassedOn() {
        Map<String, String> given =
                Map.of(
                        "Authorization", "Bearer secret",
                        "X-Kubeconfig", "secret",
                        "Cookie", "secret",
                        "Impersonate-User", "admin",
                        "Connection", "upgrade",
                        "accept", "text/event-stream",
                        "Content-Type", "application/json",
                        "Last-Event-ID", "7",
                        "mcp-session-id", "s");

        Map<String, String> passed = new RelayedCall("POST", "/mcp", given, BODY).headers();

        assertThat(passed.keySet())
                .containsExactlyInAnyOrder(
                        "accept", "Content-Type", "Last-Event-ID", "mcp-session-id");
    }
}
