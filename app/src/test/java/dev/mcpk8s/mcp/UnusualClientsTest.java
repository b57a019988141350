package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.BOTH;
import static dev.mcpk8s.mcp.McpTestServer.JSON;
import static dev.mcpk8s.mcp.McpTestServer.call;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that send much, read nothing, or leave. */
class UnusualClientsTest {

    @RegisterExtension static final McpTestServer server = new McpTestServer(Map.of());

    @Test
    void takesAKubeconfigOf64KiBInTheHeader() throws Exception {
        String kubeconfig = "A".repeat(64 * 1024);

        HttpResponse<String> response =
                server.post(
                        call(1, "request"),
                        "Accept",
                        "application/json",
                        "X-Kubeconfig",
                        kubeconfig);

        assertThat(text(response)).contains("kubeconfig=" + kubeconfig + " ");
    }

    @Test
    void stopsWritingForAClientThatNeverReads() throws Exception {
        int before = server.journal().cancelled.get();
        int all = 1_000_000_000;
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), server.address("/").getPort())) {
            String body = McpTestServer.callWithToken(1, "flood " + all, "tok");
            client.getOutputStream().write(rawPost(BOTH, body));
            AtomicLong seen = new AtomicLong(-1);
            McpTestServer.await(
                    "the command waits",
                    Duration.ofSeconds(1),
                    () -> {
                        long now = server.journal().flooded.get();
                        return now > 0 && seen.getAndSet(now) == now;
                    });
            assertThat(seen.get()).isLessThan(all);
            assertThat(server.journal().cancelled.get()).isEqualTo(before);
            assertThat(text(server.post(call(2, "echo on"), "Accept", "application/json")))
                    .isEqualTo("on\n");
        }

        McpTestServer.await("cancelled", () -> server.journal().cancelled.get() == before + 1);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void stopsTheCommandOfAClientThatLeaves(boolean events, boolean inSession) throws Exception {
        String accept = events ? BOTH : "application/json";
        String session = inSession ? "\r\nMcp-Session-Id: " + server.initialize() : "";
        int before = server.journal().cancelled.get();
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), server.address("/").getPort())) {
            String body = call(1, "sleep 600");
            client.getOutputStream().write(rawPost(accept + session, body));
            McpTestServer.await("running", () -> server.journal().running.get() > 0);
        }

        McpTestServer.await("cancelled", () -> server.journal().cancelled.get() == before + 1);
    }

    private static byte[] rawPost(String accept, String body) {
        String request =
                "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Accept: %s\r\nContent-Length: %d\r\n\r\n%s";
        return request.formatted(accept, body.length(), body).getBytes(UTF_8);
    }

    private static String text(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body()).at("/result/content/0/text").asText();
    }
}
