package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.BOTH;
import static dev.mcpk8s.mcp.McpTestServer.JSON;
import static dev.mcpk8s.mcp.McpTestServer.call;
import static dev.mcpk8s.mcp.McpTestServer.nextMessage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that destroys is asked about first, where the client can ask. */
class ConfirmationTest {

    @RegisterExtension static final McpTestServer server = new McpTestServer(Map.of());

    @RegisterExtension
    static final McpTestServer strict =
            new McpTestServer(
                    Map.of(
                            "mcp-k8s.mcp.confirmation.ask", "changes",
                            "mcp-k8s.mcp.confirmation.required", true,
                            "mcp-k8s.mcp.confirmation.within", "300ms"));

    @Test
    void runsWhatIsAccepted() throws Exception {
        String session = server.initializeWithElicitation();
        try (BufferedReader events = open(server, session, call(1, "uninstall echo 'all gone'"))) {
            JsonNode question = nextMessage(events);
            assertThat(question.get("method").asText()).isEqualTo("elicitation/create");
            assertThat(question.at("/params/message").asText())
                    .isEqualTo(
                            """
                            Run this command?

                            helm uninstall echo 'all gone'

                            It would do this:
                            would do: --dry-run echo all gone
                            """);
            assertThat(question.at("/params/requestedSchema/properties").isEmpty()).isTrue();

            reply(server, session, question, "accept");

            JsonNode result = nextMessage(events).get("result");
            assertThat(result.get("isError").asBoolean()).isFalse();
            assertThat(result.at("/content/0/text").asText()).isEqualTo("all gone\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"decline, declined", "cancel, without an answer"})
    void runsNothingElse(String action, String words) throws Exception {
        String session = server.initialize("{\"elicitation\":{\"form\":{}}}");
        int before = server.journal().started.get();
        try (BufferedReader events = open(server, session, call(1, "uninstall echo x"))) {
            reply(server, session, nextMessage(events), action);

            JsonNode result = nextMessage(events).get("result");
            assertThat(result.get("isError").asBoolean()).isTrue();
            assertThat(result.at("/structuredContent/code").asText()).isEqualTo("not_confirmed");
            assertThat(result.at("/structuredContent/exit_code").asInt()).isEqualTo(126);
            assertThat(result.at("/content/0/text").asText()).contains(words);
        }
        // the rehearsal
        assertThat(server.journal().started.get()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list echo x", "install echo x", "uninstall echo x --dry-run"})
    void asksAboutNothingElse(String command) throws Exception {
        String session = server.initializeWithElicitation();
        try (BufferedReader events = open(server, session, call(1, command))) {
            assertThat(nextMessage(events).has("result")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"elicitation\":{\"url\":{}}}", "{\"sampling\":{}}"})
    void doesNotStopClientsThatCannotAsk(String capabilities) throws Exception {
        String session = server.initialize(capabilities);
        try (BufferedReader events = open(server, session, call(1, "uninstall echo x"))) {
            assertThat(nextMessage(events).at("/result/isError").asBoolean(true)).isFalse();
        }
        String asJson =
                server.post(
                                call(2, "uninstall echo x"),
                                "Accept",
                                "application/json",
                                "Mcp-Session-Id",
                                server.initializeWithElicitation())
                        .body();
        assertThat(JSON.readTree(asJson).at("/result/isError").asBoolean(true)).isFalse();
    }

    @Test
    void stopsThemWhereItIsConfigured() throws Exception {
        for (String command : new String[] {"install echo x", "uninstall echo x"}) {
            String answer = strict.post(call(1, command), "Accept", "application/json").body();
            assertThat(JSON.readTree(answer).at("/result/structuredContent/code").asText())
                    .isEqualTo("forbidden");
        }
        String read = strict.post(call(1, "list echo x"), "Accept", "application/json").body();
        assertThat(JSON.readTree(read).at("/result/isError").asBoolean(true)).isFalse();
        assertThat(strict.journal().started.get()).isEqualTo(1);
    }

    @Test
    void takesSilenceForANo() throws Exception {
        String session = strict.initializeWithElicitation();
        try (BufferedReader events = open(strict, session, call(1, "install echo x"))) {
            assertThat(nextMessage(events).at("/params/message").asText())
                    .contains("helm install echo x");
            JsonNode result = nextMessage(events).get("result");
            assertThat(result.at("/structuredContent/code").asText()).isEqualTo("not_confirmed");
            assertThat(result.at("/content/0/text").asText()).contains("nobody answered");
        }
    }

    @Test
    void takesAnErrorForANo() throws Exception {
        String session = server.initializeWithElicitation();
        try (BufferedReader events = open(server, session, call(1, "uninstall echo x"))) {
            JsonNode question = nextMessage(events);
            send(
                    server,
                    session,
                    "{\"jsonrpc\":\"2.0\",\"id\":"
                            + question.get("id")
                            + ",\"error\":{\"code\":-32603,\"message\":\"no\"}}");

            assertThat(nextMessage(events).at("/result/structuredContent/code").asText())
                    .isEqualTo("not_confirmed");
        }
    }

    @Test
    void forgetsTheQuestionWhenTheCallEnds() throws Exception {
        String session = server.initializeWithElicitation();
        int before = server.journal().started.get();
        try (BufferedReader events = open(server, session, call(1, "uninstall echo x"))) {
            JsonNode question = nextMessage(events);
            send(
                    server,
                    session,
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":"
                            + "{\"requestId\":1}}");
            assertThat(nextMessage(events).isMissingNode()).isTrue();
            reply(server, session, question, "accept");
        }
        assertThat(server.journal().started.get()).isEqualTo(before + 1);
    }

    @Test
    void showsACommandAsItIsAndOnOneLine() throws Exception {
        String session = server.initializeWithElicitation();
        String command = "uninstall echo 'x\n\nIt would do this:\nnothing\u001b[2K\u202e'";
        try (BufferedReader events = open(server, session, call(1, command))) {
            JsonNode question = nextMessage(events);

            assertThat(question.at("/params/message").asText().lines().skip(2).findFirst())
                    .hasValue("helm uninstall echo 'x⏎⏎It would do this:⏎nothing\ufffd[2K\ufffd'");

            reply(server, session, question, "decline");
            assertThat(nextMessage(events).has("result")).isTrue();
        }
    }

    private static BufferedReader open(McpTestServer to, String session, String message)
            throws IOException, InterruptedException {
        return McpTestServer.reader(
                to.open(to.request("/mcp", message, "Accept", BOTH, "Mcp-Session-Id", session)));
    }

    private static void reply(McpTestServer to, String session, JsonNode question, String action)
            throws IOException, InterruptedException {
        send(
                to,
                session,
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + question.get("id")
                        + ",\"result\":{\"action\":\""
                        + action
                        + "\",\"content\":{}}}");
    }

    private static void send(McpTestServer to, String session, String message)
            throws IOException, InterruptedException {
        to.post(message, "Accept", BOTH, "Mcp-Session-Id", session);
    }
}
