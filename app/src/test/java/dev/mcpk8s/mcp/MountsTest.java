package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.BOTH;
import static dev.mcpk8s.mcp.McpTestServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.testcluster.NodeCluster;
import dev.mcpk8s.testcluster.NodeClusterExtension;
import java.io.BufferedReader;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mounted server's tools beside ours: a real server in a pod of a real node. */
@ExtendWith(NodeClusterExtension.class)
@Timeout(180)
class MountsTest {

    private static EphemeralPods pods;
    private static McpTestServer service;

    @BeforeAll
    static void start(NodeCluster cluster) throws Exception {
        pods = new EphemeralPods(cluster);
        pods.start("mounted");
        service = new McpTestServer(Map.of());
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void addsItsToolsToThatSessionAlone() throws Exception {
        String session = service.initialize();
        String other = service.initialize();
        HttpResponse<InputStream> listening =
                service.open(
                        service.get(
                                "/mcp", "Accept", "text/event-stream", "Mcp-Session-Id", session));

        JsonNode mounted = mount(session, "mounted", "w");

        assertThat(mounted.at("/result/structuredContent/tools").toString()).contains("\"w_echo\"");
        assertThat(listed(service, session)).contains("kubectl", "w_echo", "w_slow");
        assertThat(listed(service, other)).contains("kubectl").doesNotContain("w_echo");
        assertThat(text(call(session, "w_echo", "{\"text\":\"through\"}"))).isEqualTo("through");
        assertThat(call(session, "w_none", "{}").at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(call(other, "w_echo", "{}").at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(text(call(session, "w_pid", "{}"))).endsWith(" 2");

        call(session, "w_announce", "{}");
        JsonNode removed = call(session, "remove_mcp_server_mount", "{\"name\":\"w\"}");

        assertThat(removed.at("/result/structuredContent/removed/0").asText()).isEqualTo("w");
        assertThat(listed(service, session)).contains("kubectl").doesNotContain("w_echo");
        assertThat(text(call(session, "remove_mcp_server_mount", "{}")))
                .contains("No mounted servers found");
        try (BufferedReader events = McpTestServer.reader(listening)) {
            for (int change = 0; change < 3; change++) {
                assertThat(McpTestServer.nextMessage(events).path("method").asText())
                        .isEqualTo("notifications/tools/list_changed");
            }
        }
    }

    @Test
    void passesProgressOnUnderTheClientsToken() throws Exception {
        String session = service.initialize();
        mount(session, "mounted", "p");
        ObjectNode request = request(7, "p_slow", "{\"steps\":3,\"milliseconds\":20}");
        ((ObjectNode) request.get("params")).putObject("_meta").put("progressToken", "mine");

        HttpResponse<InputStream> answer =
                service.open(service.request("/mcp", request.toString(), headers(session)));

        try (BufferedReader events = McpTestServer.reader(answer)) {
            for (int step = 1; step <= 3; step++) {
                JsonNode progress = McpTestServer.nextMessage(events);
                assertThat(progress.at("/params/progressToken").asText()).isEqualTo("mine");
                assertThat(progress.at("/params/message").asText()).isEqualTo("step " + step);
            }
            JsonNode last = McpTestServer.nextMessage(events);
            assertThat(last.path("id").asInt()).isEqualTo(7);
            assertThat(text(last)).isEqualTo("3 steps");
        }
    }

    @Test
    void cancelsAtTheServerToo() throws Exception {
        String session = service.initialize();
        mount(session, "mounted", "c");
        ObjectNode slow = request("stop", "c_slow", "{\"steps\":900,\"milliseconds\":200}");
        ((ObjectNode) slow.get("params")).putObject("_meta").put("progressToken", "t");
        long before = cancelled();
        HttpResponse<InputStream> answer =
                service.open(service.request("/mcp", slow.toString(), headers(session)));
        // what has not reached the server yet is not cancelled there
        assertThat(McpTestServer.nextMessage(McpTestServer.reader(answer)).path("method").asText())
                .isEqualTo("notifications/progress");
        service.post(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                        + "\"params\":{\"requestId\":\"stop\"}}",
                headers(session));

        McpTestServer.await("cancelled there", () -> cancelled() > before);
        answer.body().close();
        assertThat(text(call(session, "c_add", "{\"a\":1,\"b\":2}"))).isEqualTo("3");
    }

    /** What its server calls destructive is asked about as one of our own commands is. */
    @Test
    void asksBeforeAToolThatDestroys() throws Exception {
        String session = service.initializeWithElicitation();
        mount(session, "mounted", "q");
        String crash = request(5, "q_crash", "{\"code\":3}").toString();
        String echo = request(6, "q_echo", "{\"text\":\"unasked\"}").toString();

        try (BufferedReader events =
                McpTestServer.reader(
                        service.open(service.request("/mcp", crash, headers(session))))) {
            JsonNode question = McpTestServer.nextMessage(events);
            assertThat(question.path("method").asText()).isEqualTo("elicitation/create");
            assertThat(question.at("/params/message").asText())
                    .contains("crash", "MCP server mounted", "{\"code\":3}");
            service.post(
                    "{\"jsonrpc\":\"2.0\",\"id\":"
                            + question.get("id")
                            + ",\"result\":{\"action\":\"decline\"}}",
                    headers(session));

            JsonNode refused = McpTestServer.nextMessage(events);
            assertThat(refused.at("/result/isError").asBoolean()).isTrue();
            assertThat(text(refused)).contains("declined");
        }
        try (BufferedReader events =
                McpTestServer.reader(
                        service.open(service.request("/mcp", echo, headers(session))))) {
            assertThat(text(McpTestServer.nextMessage(events))).isEqualTo("unasked");
        }
    }

    @Test
    void refusesWhatCannotBeMounted() throws Exception {
        String session = service.initialize();
        mount(session, "mounted", "taken");

        assertThat(text(mount(session, "mounted", "taken"))).contains("another name");
        assertThat(text(mount(session, "mounted", "no way"))).contains("letters");
        assertThat(text(mount(session, "absent", "a"))).contains("there is no server absent");
        assertThat(text(call(session, "mount_mcp_server", "{}"))).contains("job_name is required");
        ObjectNode sessionless =
                request(1, "mount_mcp_server", "{\"job_name\":\"mounted\",\"name\":\"s\"}");
        assertThat(service.post(sessionless.toString(), "X-Kubeconfig", pods.kubeconfig()).body())
                .contains("a mount needs a session");
    }

    @Test
    void aMountEndsWithItsServer() throws Exception {
        pods.start("brief");
        String session = service.initialize();
        mount(session, "brief", "b");
        assertThat(text(call(session, "b_echo", "{\"text\":\"there\"}"))).isEqualTo("there");

        pods.delete("brief");

        JsonNode failed = call(session, "b_echo", "{\"text\":\"gone\"}");
        assertThat(failed.at("/result/isError").asBoolean()).isTrue();
        assertThat(text(failed)).contains("brief");
        assertThat(listed(service, session)).doesNotContain("b_echo");
    }

    @Test
    void isThereForEverybodyByConfiguration() throws Exception {
        Map<String, Object> settings =
                Map.of(
                        "mcp-k8s.mcp.mounts",
                        "all=" + pods.namespace() + "/mounted,x=" + pods.namespace() + "/no");
        try (McpTestServer one = new McpTestServer(settings);
                McpTestServer two = new McpTestServer(settings)) {
            assertThat(listed(one, null)).contains("kubectl", "all_echo");
            for (McpTestServer any : List.of(one, two, one)) {
                String echo = request(1, "all_echo", "{\"text\":\"any\"}").toString();
                assertThat(any.post(echo, "X-Kubeconfig", pods.kubeconfig()).body())
                        .contains("\"text\":\"any\"");
            }
            String list = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
            assertThat(one.post(list).body()).contains("kubectl").doesNotContain("all_echo");
        }
    }

    private static long cancelled() {
        return pods.log("mounted").lines().filter(l -> l.contains("cancelled")).count();
    }

    private static JsonNode mount(String session, String server, String name) throws Exception {
        ObjectNode arguments = JSON.createObjectNode().put("job_name", server).put("name", name);
        arguments.put("namespace", pods.namespace());
        return call(session, "mount_mcp_server", arguments.toString());
    }

    private static JsonNode call(String session, String tool, String arguments) throws Exception {
        return JSON.readTree(
                service.post(
                                request(1, tool, arguments).toString(),
                                "Mcp-Session-Id",
                                session,
                                "X-Kubeconfig",
                                pods.kubeconfig())
                        .body());
    }

    private static List<String> listed(McpTestServer at, @Nullable String session)
            throws Exception {
        String list = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
        String[] headers =
                session == null
                        ? new String[] {"X-Kubeconfig", pods.kubeconfig()}
                        : new String[] {
                            "X-Kubeconfig", pods.kubeconfig(), "Mcp-Session-Id", session
                        };
        List<String> names = new ArrayList<>();
        JSON.readTree(at.post(list, headers).body())
                .at("/result/tools")
                .forEach(tool -> names.add(tool.path("name").asText()));
        return names;
    }

    private static ObjectNode request(Object id, String tool, String arguments) throws Exception {
        ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0");
        message.set("id", JSON.valueToTree(id));
        message.put("method", "tools/call");
        message.putObject("params").put("name", tool).set("arguments", JSON.readTree(arguments));
        return message;
    }

    private static String[] headers(String session) {
        return new String[] {
            "Accept", BOTH, "Mcp-Session-Id", session, "X-Kubeconfig", pods.kubeconfig()
        };
    }

    private static String text(JsonNode message) {
        return message.at("/result/content/0/text").asText();
    }
}
