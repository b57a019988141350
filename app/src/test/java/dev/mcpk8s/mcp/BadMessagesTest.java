package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.BOTH;
import static dev.mcpk8s.mcp.McpTestServer.JSON;
import static dev.mcpk8s.mcp.McpTestServer.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong gets JSON-RPC's or HTTP's proper answer, and the server goes on. */
class BadMessagesTest {

    @RegisterExtension static final McpTestServer server = new McpTestServer(Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "-32700|{\"jsonrpc\":\"2.0\",\"id\":1,",
                "-32700|secret-token",
                "-32600|[]",
                "-32600|[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]",
                "-32600|7",
                "-32600|{}",
                "-32600|{\"id\":1,\"method\":\"ping\"}",
                "-32600|{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
                "-32600|{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "-32600|{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "-32600|{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "-32600|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
                "-32602|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[1]}",
            })
    void refusesWhatIsNoMessage(int code, String body) throws Exception {
        HttpResponse<String> response = server.post(body, "Accept", BOTH);

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode answer = JSON.readTree(response.body());
        assertThat(answer.at("/error/code").asInt()).isEqualTo(code);
        assertThat(answer.has("id")).isTrue();
        assertThat(response.body()).doesNotContain("secret-token");
        assertThat(server.post(call(1, "echo on"), "Accept", BOTH).body()).contains("on\\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "-32601|\"method\":\"no/such\"",
                "-32602|\"method\":\"tools/call\"",
                "-32602|\"method\":\"tools/call\",\"params\":{}",
                "-32602|\"method\":\"tools/call\",\"params\":{\"name\":7}",
                "-32602|\"method\":\"tools/call\",\"params\":{\"name\":\"nosuch\"}",
                "-32602|\"method\":\"tools/call\",\"params\":{\"name\":\"helm\",\"arguments\":\"secret-token\"}",
                "-32602|\"method\":\"tools/call\",\"params\":{\"name\":\"helm\",\"_meta\":\"secret-token\"}",
                "-32602|\"method\":\"initialize\",\"params\":{}",
                "-32602|\"method\":\"initialize\",\"params\":{\"protocolVersion\":7}",
                "-32602|\"method\":\"tools/list\",\"params\":{\"cursor\":\"secret-token\"}",
                "-32602|\"method\":\"prompts/list\",\"params\":{\"cursor\":\"\"}",
                "-32602|\"method\":\"resources/list\",\"params\":{\"cursor\":7}",
                "-32602|\"method\":\"resources/templates/list\",\"params\":{\"cursor\":\"x\"}",
                "-32602|\"method\":\"logging/setLevel\",\"params\":{\"level\":\"secret-token\"}",
            })
    void answersABadRequestWithAnError(int code, String rest) throws Exception {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":9," + rest + "}";

        HttpResponse<String> response = server.post(body, "Accept", "application/json");

        JsonNode answer = JSON.readTree(response.body());
        assertThat(answer.get("id").asInt()).isEqualTo(9);
        assertThat(answer.at("/error/code").asInt()).isEqualTo(code);
        assertThat(response.body()).doesNotContain("secret-token");
    }

    @Test
    void namesTheToolsThatThereAre() throws Exception {
        String answer = server.post(call(1, "x").replace("\"helm\"", "\"helmet\"")).body();

        assertThat(JSON.readTree(answer).at("/error/message").asText())
                .startsWith("Unknown tool: helmet; there are kubectl, helm, istioctl, argocd, ");
    }

    /** What HTTP refuses before MCP sees it is an error of JSON-RPC all the same. */
    @ParameterizedTest
    @CsvSource({
        "POST, /mcp, text/plain, application/json, 415, as application/json",
        "POST, /messages?session_id=x, text/plain, application/json, 415, as application/json",
        "POST, /mcp, application/json, text/html, 406, text/event-stream",
        "PUT, /mcp, application/json, application/json, 405, POST a message",
        "GET, /messages, application/json, application/json, 405, GET /sse",
    })
    void refusesInItsOwnForm(
            String method, String path, String type, String accept, int status, String words)
            throws Exception {
        HttpRequest.BodyPublisher body =
                method.equals("GET")
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(call(1, "echo x"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(
                            HttpRequest.newBuilder(server.address(path))
                                    .method(method, body)
                                    .header("Content-Type", type)
                                    .header("Accept", accept)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
            JsonNode answer = JSON.readTree(response.body());
            assertThat(answer.path("jsonrpc").asText()).isEqualTo("2.0");
            assertThat(answer.at("/error/message").asText())
                    .contains(words)
                    .doesNotContain("multipart");
        }
    }

    @Test
    void refusesAnEmptyBodyInItsOwnForm() throws Exception {
        HttpResponse<String> response = server.post("", "Accept", BOTH);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).at("/error/message").asText())
                .contains("JSON-RPC message");
    }

    @Test
    void refusesAnUnknownProtocolVersionHeader() throws Exception {
        HttpResponse<String> response =
                server.post(
                        call(1, "echo x"), "Accept", BOTH, "MCP-Protocol-Version", "1999-01-01");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("2025-11-25");
    }

    @Test
    void refusesInitializeWithoutParameters() throws Exception {
        HttpResponse<String> response =
                server.post(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}", "Accept", BOTH);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Mcp-Session-Id")).isEmpty();
    }

    @Test
    void refusesAnAnswerThatNobodyWaitsFor() throws Exception {
        HttpResponse<String> response =
                server.post("{\"jsonrpc\":\"2.0\",\"id\":\"x-1\",\"result\":{}}", "Accept", BOTH);

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/nosuch\",\"params\":{\"a\":1}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":[]}}",
            })
    void takesEveryNotification(String body) throws Exception {
        assertThat(server.post(body, "Accept", BOTH).statusCode()).isEqualTo(202);
    }

    @Test
    void refusesASecondRequestWithAnIdThatIsUnderWay() throws Exception {
        String session = server.initialize();
        server.open(
                server.request(
                        "/mcp", call(1, "sleep 600"), "Accept", BOTH, "Mcp-Session-Id", session));
        McpTestServer.await("running", () -> server.journal().running.get() > 0);

        HttpResponse<String> second =
                server.post(
                        call(1, "echo x"), "Accept", "application/json", "Mcp-Session-Id", session);

        assertThat(second.body()).contains("under way already");
        assertThat(server.delete("Mcp-Session-Id", session).statusCode()).isEqualTo(200);
        McpTestServer.await("stopped", () -> server.journal().running.get() == 0);
    }

    @Test
    void refusesASessionIdThatCannotBeOne() throws Exception {
        String id = "x".repeat(129);

        assertThat(
                        server.post(call(1, "echo x"), "Accept", BOTH, "Mcp-Session-Id", id)
                                .statusCode())
                .isEqualTo(404);
        assertThat(server.delete().statusCode()).isEqualTo(400);
    }

    @Test
    void tellsABrowserWhatThisAddressIs() throws Exception {
        HttpResponse<java.io.InputStream> response =
                server.open(server.get("/mcp", "Accept", "application/json"));

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(
                        new String(
                                response.body().readAllBytes(),
                                java.nio.charset.StandardCharsets.UTF_8))
                .contains("POST a message");
    }

    @Test
    void answersAFaultWithoutItsMessage() throws Exception {
        HttpResponse<String> response = server.post(call(1, "fault"), "Accept", "application/json");

        JsonNode result = JSON.readTree(response.body()).get("result");
        assertThat(result.get("isError").asBoolean()).isTrue();
        assertThat(response.body()).doesNotContain("secret-of-the-fault");
    }
}
