package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.BOTH;
import static dev.mcpk8s.mcp.McpTestServer.JSON;
import static dev.mcpk8s.mcp.McpTestServer.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamableHttpTest {

    @RegisterExtension static final McpTestServer server = new McpTestServer(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void initializesWithEachRevision(String version) throws Exception {
        HttpResponse<String> response =
                server.post(McpTestServer.initializeMessage(version), "Accept", BOTH);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Mcp-Session-Id")).isPresent();
        JsonNode result = JSON.readTree(response.body()).get("result");
        assertThat(result.get("protocolVersion").asText()).isEqualTo(version);
        assertThat(result.at("/serverInfo/name").asText()).isEqualTo("mcp-k8s");
        assertThat(result.get("instructions").asText()).contains("kubectl");
        assertThat(result.get("capabilities").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "tools", "logging", "prompts", "resources", "completions");
    }

    @Test
    void offersItsNewestRevisionToAnUnknownOne() throws Exception {
        HttpResponse<String> response =
                server.post(McpTestServer.initializeMessage("1999-01-01"), "Accept", BOTH);

        assertThat(JSON.readTree(response.body()).at("/result/protocolVersion").asText())
                .isEqualTo("2025-11-25");
    }

    @Test
    void answersACallAsAStreamOfEvents() throws Exception {
        HttpResponse<String> response =
                server.post(
                        call(7, "echo hello"),
                        "Accept",
                        BOTH,
                        "Mcp-Session-Id",
                        server.initialize());

        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        JsonNode message = McpTestServer.nextMessage(lines(response.body()));
        assertThat(message.get("id").asInt()).isEqualTo(7);
        assertThat(message.at("/result/content/0/text").asText()).isEqualTo("hello\n");
        assertThat(message.at("/result/isError").asBoolean(true)).isFalse();
    }

    @Test
    void answersACallAsJsonWhereOnlyThatIsAccepted() throws Exception {
        HttpResponse<String> response =
                server.post(
                        call("a", "echo hello"),
                        "Accept",
                        "application/json",
                        "Mcp-Session-Id",
                        server.initialize());

        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
        JsonNode message = JSON.readTree(response.body());
        assertThat(message.get("id").asText()).isEqualTo("a");
        assertThat(message.at("/result/structuredContent/output").asText()).isEqualTo("hello\n");
    }

    @Test
    void answersACallWithoutASessionAndUnderAnUnknownOne() throws Exception {
        String json = "application/json";
        HttpResponse<String> without = server.post(call(1, "echo a"), "Accept", json);
        HttpResponse<String> unknown =
                server.post(
                        call(1, "echo b"), "Accept", json, "Mcp-Session-Id", "of-another-replica");

        assertThat(text(without)).isEqualTo("a\n");
        assertThat(text(unknown)).isEqualTo("b\n");
    }

    @Test
    void sendsOutputAsProgressWhileTheCommandRuns() throws Exception {
        String body = McpTestServer.callWithToken(1, "lines 3 delay 200", "tok");
        HttpResponse<InputStream> response =
                server.open(server.request("/mcp", body, "Accept", BOTH));

        try (BufferedReader events = McpTestServer.reader(response)) {
            JsonNode first = McpTestServer.nextMessage(events);
            assertThat(first.get("method").asText()).isEqualTo("notifications/progress");
            assertThat(first.at("/params/message").asText()).startsWith("line 1\n");
            assertThat(server.journal().running.get()).isPositive();
            List<Double> numbers = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            JsonNode message = first;
            while (message.has("method")) {
                assertThat(message.at("/params/progressToken").asText()).isEqualTo("tok");
                numbers.add(message.at("/params/progress").asDouble());
                text.append(message.at("/params/message").asText());
                message = McpTestServer.nextMessage(events);
            }
            assertThat(text).hasToString("line 1\nline 2\nline 3\n");
            assertThat(numbers).isSorted().doesNotHaveDuplicates();
            assertThat(message.at("/result/content/0/text").asText())
                    .isEqualTo("line 1\nline 2\nline 3\n");
        }
    }

    @Test
    void answersAtTheCommandStreamsAddressToo() throws Exception {
        String session =
                server.postTo("/sse", McpTestServer.initializeMessage("2025-06-18"), "Accept", BOTH)
                        .headers()
                        .firstValue("Mcp-Session-Id")
                        .orElseThrow();
        String[] headers = {"Accept", BOTH, "Mcp-Session-Id", session};

        HttpResponse<String> called = server.postTo("/sse", call(7, "echo hello"), headers);
        assertThat(
                        McpTestServer.nextMessage(lines(called.body()))
                                .at("/result/content/0/text")
                                .asText())
                .isEqualTo("hello\n");
        String notification = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
        assertThat(server.postTo("/sse", notification, headers).statusCode()).isEqualTo(202);
        HttpResponse<String> batch = server.postTo("/sse", "[" + notification + "]", headers);
        assertThat(batch.statusCode()).isEqualTo(400);
        assertThat(batch.body()).contains("-32600").contains("batches");
        assertThat(server.delete("Mcp-Session-Id", session).statusCode()).isEqualTo(200);
        assertThat(server.postTo("/sse", call(8, "echo x"), headers).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {BOTH, "application/json"})
    void cancelsARequestThatComesAfterItsCancel(String accept) throws Exception {
        String session = server.initialize();
        String[] headers = {"Accept", accept, "Mcp-Session-Id", session};
        String cancel =
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                        + "\"params\":{\"requestId\":6}}";

        assertThat(server.post(cancel, headers).statusCode()).isEqualTo(202);
        HttpResponse<String> late = server.post(call(6, "sleep 600"), headers);

        assertThat(late.body()).doesNotContain("\"result\"");
        HttpResponse<String> next =
                server.post(
                        call(6, "echo next"),
                        "Accept",
                        "application/json",
                        "Mcp-Session-Id",
                        session);
        assertThat(text(next)).isEqualTo("next\n");
    }

    @Test
    void cancelsACallAndSendsNoAnswer() throws Exception {
        String session = server.initialize();
        int before = server.journal().cancelled.get();
        HttpResponse<InputStream> response =
                server.open(
                        server.request(
                                "/mcp",
                                call(5, "sleep 600"),
                                "Accept",
                                BOTH,
                                "Mcp-Session-Id",
                                session));
        McpTestServer.await("running", () -> server.journal().running.get() > 0);

        HttpResponse<String> cancel =
                server.post(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                                + "\"params\":{\"requestId\":5,\"reason\":\"enough\"}}",
                        "Accept",
                        BOTH,
                        "Mcp-Session-Id",
                        session);

        assertThat(cancel.statusCode()).isEqualTo(202);
        McpTestServer.await("cancelled", () -> server.journal().cancelled.get() == before + 1);
        try (BufferedReader events = McpTestServer.reader(response)) {
            assertThat(McpTestServer.nextMessage(events)).isEqualTo(MissingNode.getInstance());
        }
    }

    @Test
    void stopsWhatASessionRunsWhenTheSessionIsDeleted() throws Exception {
        String session = server.initialize();
        int before = server.journal().cancelled.get();
        HttpResponse<InputStream> call =
                server.open(
                        server.request(
                                "/mcp",
                                call(1, "sleep 600"),
                                "Accept",
                                BOTH,
                                "Mcp-Session-Id",
                                session));
        HttpResponse<InputStream> listening =
                server.open(
                        server.get(
                                "/mcp", "Accept", "text/event-stream", "Mcp-Session-Id", session));
        McpTestServer.await("running", () -> server.journal().running.get() > 0);

        assertThat(server.delete("Mcp-Session-Id", session).statusCode()).isEqualTo(200);

        McpTestServer.await("cancelled", () -> server.journal().cancelled.get() == before + 1);
        assertThat(McpTestServer.nextMessage(McpTestServer.reader(call)))
                .isEqualTo(MissingNode.getInstance());
        assertThat(McpTestServer.nextMessage(McpTestServer.reader(listening)))
                .isEqualTo(MissingNode.getInstance());
        assertThat(server.delete("Mcp-Session-Id", session).statusCode()).isEqualTo(404);
        HttpResponse<String> late =
                server.post(call(2, "echo x"), "Accept", BOTH, "Mcp-Session-Id", session);
        assertThat(late.statusCode()).isEqualTo(404);
    }

    private static String text(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body()).at("/result/content/0/text").asText();
    }

    private static BufferedReader lines(String body) {
        return new BufferedReader(new java.io.StringReader(body));
    }
}
