package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.BOTH;
import static dev.mcpk8s.mcp.McpTestServer.JSON;
import static dev.mcpk8s.mcp.McpTestServer.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.client.RawConnection;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over HTTP from other pages, in pieces, too large, or for a server that is no more. */
class HostileHttpTest {

    private static final String HEADERS =
            "Content-Type: application/json\r\nAccept: application/json\r\n";

    @RegisterExtension
    static final McpTestServer server =
            new McpTestServer(Map.of("micronaut.server.host", "127.0.0.1"));

    @ParameterizedTest
    @CsvSource({
        "POST, /mcp, localhost, https://evil.example",
        "POST, /mcp, evil.example, ",
        "GET, /mcp, localhost, https://evil.example",
        "GET, /sse, evil.example:9096, ",
        "GET, /sse, localhost, null",
        "POST, /messages?session_id=x, localhost, https://evil.example",
        "DELETE, /mcp, evil.example, ",
    })
    void refusesForeignOriginsAndHosts(String method, String path, String host, String origin) {
        int before = server.journal().started.get();
        String body = method.equals("POST") ? call(1, "echo x") : "";
        try (RawConnection connection = connect()) {
            connection.send(
                    method
                            + " "
                            + path
                            + " HTTP/1.1\r\nHost: "
                            + host
                            + "\r\n"
                            + (origin == null ? "" : "Origin: " + origin + "\r\n")
                            + HEADERS
                            + "Content-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body);

            RawConnection.Answer answer = connection.read();
            assertThat(answer.status()).isEqualTo(403);
            if (!path.equals("/sse")) {
                assertThat(answer.body()).contains("\"jsonrpc\":\"2.0\"", "mcp-k8s.http.allowed");
            }
        }
        assertThat(server.journal().started.get()).isEqualTo(before);
    }

    @Test
    void takesAMessageInHalves() throws Exception {
        String body = call(1, "echo whole");
        int half = body.length() / 2;
        String head =
                "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                        + HEADERS
                        + "Content-Length: "
                        + body.length()
                        + "\r\n\r\n";
        try (RawConnection connection = connect();
                RawConnection other = connect()) {
            connection.send(head.substring(0, 20));
            assertAnswers(other);
            connection.send(head.substring(20) + body.substring(0, half));
            assertAnswers(other);
            connection.send(body.substring(half));

            assertThat(connection.read().body()).contains("whole\\n");
            assertAnswers(connection);
        }
    }

    @Test
    void forgetsAMessageWhoseOtherHalfNeverComes() throws Exception {
        int before = server.journal().started.get();
        try (RawConnection connection = connect()) {
            connection.send(
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                            + HEADERS
                            + "Content-Length: 500\r\n\r\n{\"jsonrpc\":\"2.0\",");
        }
        try (RawConnection other = connect()) {
            assertAnswers(other);
        }
        assertThat(server.journal().started.get()).isEqualTo(before + 1);
    }

    @Test
    void answersTwoMessagesOnOneConnectionInTheirOrder() throws Exception {
        try (RawConnection connection = connect()) {
            connection.ask("/mcp", call(1, "echo one"), "Accept: application/json\r\n");
            connection.ask("/mcp", call(2, "echo two"), "Accept: application/json\r\n");

            assertThat(connection.read().body()).contains("one\\n");
            assertThat(connection.read().body()).contains("two\\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/messages?session_id=x"})
    void refusesHeadersThatAreTooLarge(String path) throws Exception {
        try (RawConnection connection = connect()) {
            connection.ask(
                    path,
                    call(1, "echo x"),
                    "Accept: application/json\r\nX-Kubeconfig: " + "A".repeat(100_000) + "\r\n");

            assertThat(connection.read().status()).isEqualTo(431);
        }
        try (RawConnection other = connect()) {
            assertAnswers(other);
        }
    }

    @Test
    void goesOnWithASessionOfTheServerBefore() throws Exception {
        String session;
        try (McpTestServer before = new McpTestServer(Map.of())) {
            session = before.initialize();
        }
        HttpResponse<String> told =
                server.post(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                        "Accept",
                        BOTH,
                        "Mcp-Session-Id",
                        session);
        HttpResponse<String> answer =
                server.post(
                        call(1, "echo on"),
                        "Accept",
                        "application/json",
                        "Mcp-Session-Id",
                        session);

        assertThat(told.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(answer.body()).at("/result/content/0/text").asText())
                .isEqualTo("on\n");
    }

    private static RawConnection connect() {
        return new RawConnection(server.address("/").getPort());
    }

    private static void assertAnswers(RawConnection connection) {
        RawConnection.Answer answer =
                connection.post("/mcp", call(9, "echo on"), "Accept: application/json\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("on\\n");
    }
}
