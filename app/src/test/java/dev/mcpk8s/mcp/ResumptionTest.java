package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.BOTH;
import static dev.mcpk8s.mcp.McpTestServer.call;
import static dev.mcpk8s.mcp.McpTestServer.callWithToken;
import static dev.mcpk8s.mcp.ResumableEvents.next;
import static dev.mcpk8s.mcp.ResumableEvents.open;
import static dev.mcpk8s.mcp.ResumableEvents.post;
import static dev.mcpk8s.mcp.ResumableEvents.resume;
import static dev.mcpk8s.mcp.ResumableEvents.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.mcp.ResumableEvents.Event;
import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a stream whose connection breaks. */
class ResumptionTest {

    private static final String GRACE = "mcp-k8s.mcp.resumption.grace";

    /** Whose clients have all the time they want to come back. */
    @RegisterExtension static final McpTestServer server = new McpTestServer(Map.of(GRACE, "5m"));

    /** Whose clients are given up at once. */
    @RegisterExtension
    static final McpTestServer strict =
            new McpTestServer(Map.of(GRACE, "0s", "mcp-k8s.mcp.resumption.max-bytes", 2_000));

    @Test
    void beginsWithAnIdWhereTheRevisionHasThat() throws Exception {
        String session = server.initialize();
        String version = "MCP-Protocol-Version";
        String body =
                server.post(
                                call(1, "echo x"),
                                "Accept",
                                BOTH,
                                "Mcp-Session-Id",
                                session,
                                version,
                                "2025-11-25")
                        .body();
        assertThat(body)
                .containsPattern(
                        "^: \\n\\nid: [A-Za-z0-9-]{36}\\.0\\.MQ\\nretry: 100\\ndata: \\n\\nid: ");
        String older = post(server, session, call(2, "echo x"));
        assertThat(older)
                .doesNotContain("retry")
                .containsPattern("^: \\n\\nid: \\S+\\.1\\.Mg\\nevent: message\\n");
        String unnamed = server.post(call(3, "echo x"), "Accept", BOTH).body();
        assertThat(unnamed).doesNotContain("id: ");
    }

    @Test
    void goesOnWhereItBroke() throws Exception {
        String session = server.initialize();
        int cancelled = server.journal().cancelled.get();
        StringBuilder text = new StringBuilder();
        Event last;
        try (BufferedReader events =
                open(server, session, callWithToken(1, "lines 3 delay 300", "t"))) {
            last = next(events);
        }
        text.append(last.message().at("/params/message").asText());
        try (BufferedReader events = resume(server, session, last.id())) {
            for (Event event = next(events); !event.message().has("result"); event = next(events)) {
                text.append(event.message().at("/params/message").asText());
                last = event;
            }
        }
        assertThat(text).hasToString("line 1\nline 2\nline 3\n");
        assertThat(server.journal().cancelled.get()).isEqualTo(cancelled);

        try (BufferedReader again = resume(server, session, last.id())) {
            Event answer = next(again);
            assertThat(answer.message().at("/result/content/0/text").asText())
                    .isEqualTo(text.toString());
            assertThat(next(again).message().isMissingNode()).isTrue();
            assertThat(status(server, session, answer.id())).isEqualTo(204);
        }
    }

    @Test
    void asksAgainWhatNobodyAnswered() throws Exception {
        String session = server.initializeWithElicitation();
        Event question;
        try (BufferedReader events = open(server, session, call(1, "uninstall echo gone"))) {
            question = next(events);
        }
        String before = question.id().replace(".1.", ".0.");
        try (BufferedReader events = resume(server, session, before)) {
            Event again = next(events);
            assertThat(again).isEqualTo(question);
            post(
                    server,
                    session,
                    "{\"jsonrpc\":\"2.0\",\"id\":"
                            + again.message().get("id")
                            + ",\"result\":{\"action\":\"accept\",\"content\":{}}}");
            assertThat(next(events).message().at("/result/content/0/text").asText())
                    .isEqualTo("gone\n");
        }
    }

    @Test
    void endsTheCallOfAClientThatStaysAwayAndKeepsWhatThereWas() throws Exception {
        String session = strict.initialize();
        int cancelled = strict.journal().cancelled.get();
        Event first;
        try (BufferedReader events =
                open(strict, session, callWithToken(1, "lines 2 delay 600000", "t"))) {
            first = next(events);
        }
        McpTestServer.await("cancelled", () -> strict.journal().cancelled.get() == cancelled + 1);

        try (BufferedReader events = resume(strict, session, first.id())) {
            JsonNode result = next(events).message().get("result");
            assertThat(result.get("isError").asBoolean()).isTrue();
            assertThat(result.at("/structuredContent/exit_code").asInt()).isEqualTo(130);
            assertThat(result.at("/structuredContent/output").asText()).isEqualTo("line 1\n");
        }
    }

    @Test
    void saysThatAnAnswerIsNotKept() throws Exception {
        String session = strict.initialize();
        String answer = post(strict, session, call("big", "flood 50000"));
        String id =
                answer.lines().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();
        String before = id.substring(4).replace(".1.", ".0.");
        for (McpTestServer replica : List.of(strict, server)) {
            try (BufferedReader events = resume(replica, session, before)) {
                JsonNode lost = next(events).message();
                assertThat(lost.get("id").asText()).isEqualTo("big");
                assertThat(lost.at("/error/code").asInt()).isEqualTo(-32800);
                assertThat(lost.at("/error/message").asText()).contains("not here any more");
                assertThat(next(events).message().isMissingNode()).isTrue();
            }
        }
    }

    @Test
    void forgetsTheOldestAnswersOfASessionFirst() throws Exception {
        String session = strict.initialize();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String answer = post(strict, session, call(i, "echo answer"));
            ids.add(
                    answer.lines()
                            .filter(line -> line.startsWith("id: "))
                            .findFirst()
                            .orElseThrow());
        }
        String first = ids.getFirst().substring(4).replace(".1.", ".0.");
        String latest = ids.getLast().substring(4).replace(".1.", ".0.");
        try (BufferedReader events = resume(strict, session, first)) {
            assertThat(next(events).message().has("error")).isTrue();
        }
        try (BufferedReader events = resume(strict, session, latest)) {
            assertThat(next(events).message().has("result")).isTrue();
        }
    }

    @Test
    void hasNothingForACallThatTheClientCancelled() throws Exception {
        String session = server.initialize();
        Event first;
        try (BufferedReader events =
                open(server, session, callWithToken(1, "lines 2 delay 600000", "t"))) {
            first = next(events);
            post(
                    server,
                    session,
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                            + "\"params\":{\"requestId\":1}}");
            assertThat(next(events).message().isMissingNode()).isTrue();
        }
        assertThat(status(server, session, first.id())).isEqualTo(204);
    }

    @Test
    void givesAStreamToTheLatestConnection() throws Exception {
        String session = server.initialize();
        try (BufferedReader one =
                open(server, session, callWithToken(1, "lines 2 delay 1500", "t"))) {
            Event first = next(one);
            try (BufferedReader two = resume(server, session, first.id())) {
                assertThat(next(one).message().isMissingNode()).isTrue();
                Event second = next(two);
                assertThat(second.message().at("/params/message").asText()).isEqualTo("line 2\n");
                assertThat(next(two).message().has("result")).isTrue();
            }
        }
    }

    @Test
    void repeatsWhatAListeningClientMissed() throws Exception {
        String session = server.initialize();
        McpSessions sessions = server.bean(McpSessions.class);
        Event first;
        try (BufferedReader events = resume(server, session, null)) {
            tell(sessions, "one");
            first = next(events);
            tell(sessions, "two");
            assertThat(next(events).message().get("method").asText())
                    .isEqualTo("notifications/two");
        }
        try (BufferedReader events = resume(server, session, first.id())) {
            assertThat(next(events).message().get("method").asText())
                    .isEqualTo("notifications/two");
            tell(sessions, "three");
            assertThat(next(events).message().get("method").asText())
                    .isEqualTo("notifications/three");
        }
    }

    @Test
    void endsWithItsSession() throws Exception {
        String session = server.initialize();
        Event first;
        try (BufferedReader events =
                open(server, session, callWithToken(1, "lines 2 delay 600000", "t"))) {
            first = next(events);
        }
        int cancelled = server.journal().cancelled.get();

        assertThat(server.delete("Mcp-Session-Id", session).statusCode()).isEqualTo(200);

        McpTestServer.await("cancelled", () -> server.journal().cancelled.get() == cancelled + 1);
        assertThat(status(server, session, first.id())).isEqualTo(404);
    }

    @Test
    void refusesWhatIsNoIdOfItsOwn() throws Exception {
        String session = server.initialize();
        String name = "00000000-0000-0000-0000-000000000000";
        for (String id : List.of("7", name, name + ".x", name + ".1.!", name + ".1.bnVsbA", "é")) {
            assertThat(status(server, session, id)).as(id).isEqualTo(400);
        }
    }

    @Test
    void isNotThereWhereItIsTurnedOff() throws Exception {
        try (McpTestServer without =
                new McpTestServer(Map.of("mcp-k8s.mcp.resumption.enabled", false))) {
            String session = without.initialize();
            int cancelled = without.journal().cancelled.get();
            try (BufferedReader events =
                    open(without, session, callWithToken(1, "lines 2 delay 600000", "t"))) {
                assertThat(next(events).id()).isEmpty();
            }
            McpTestServer.await(
                    "cancelled", () -> without.journal().cancelled.get() == cancelled + 1);
        }
    }

    private static void tell(McpSessions sessions, String what) {
        Object none = sessions.notifyClients("notifications/" + what, null).block();
        assertThat(none).isNull();
    }
}
