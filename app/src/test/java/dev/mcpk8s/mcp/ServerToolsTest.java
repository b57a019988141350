package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.BOTH;
import static dev.mcpk8s.mcp.McpTestServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tools for ephemeral servers, on a real API server. */
@ExtendWith(TestClusterExtension.class)
class ServerToolsTest {

    private static String kubeconfig;
    private static String namespace;
    private static McpTestServer service;
    private static final Map<String, Map<String, Object>> SCHEMAS = new HashMap<>();

    @BeforeAll
    static void start(TestCluster cluster) throws Exception {
        kubeconfig =
                Base64.getEncoder()
                        .encodeToString(cluster.adminKubeconfig().getBytes(StandardCharsets.UTF_8));
        namespace = cluster.newNamespace();
        service = new McpTestServer(Map.of("mcp-k8s.ephemeral.proxy-image", "proxy:1"));
        for (JsonNode tool :
                JSON.readTree(
                                service.post(
                                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                                        .body())
                        .at("/result/tools")) {
            SCHEMAS.put(
                    tool.get("name").asText(),
                    JSON.convertValue(tool.get("outputSchema"), new TypeReference<>() {}));
        }
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void answersWithContentThatFitsItsSchema() throws Exception {
        assertThat(SCHEMAS).hasSize(12).doesNotContainValue(null);
        assertThat(fitting("list_presets", "{}").at("/isError").asBoolean(true)).isFalse();
        assertThat(fitting("get_version", "{}").at("/isError").asBoolean(true)).isFalse();
        String name = create("FETCH");
        String one = named(name);
        assertThat(fitting("list_mcp_servers", "{\"namespace\":\"" + namespace + "\"}").toString())
                .contains(name);
        assertThat(fitting("get_mcp_server_status", one).toString()).contains(name);
        assertThat(fitting("delete_mcp_server", one).at("/isError").asBoolean(true)).isFalse();
        for (String tool : SCHEMAS.keySet()) {
            JsonNode failed = fitting(tool, "{\"nonsense\":1}");
            assertThat(failed.at("/isError").asBoolean()).as(tool).isTrue();
            assertThat(failed.at("/structuredContent/code").asText()).as(tool).isNotEmpty();
        }
    }

    @Test
    void asksBeforeAServerIsDeleted() throws Exception {
        String name = create("TIME");
        String session = service.initializeWithElicitation();

        JsonNode declined = answered(session, name, "decline");
        assertThat(declined.at("/structuredContent/code").asText()).isEqualTo("not_confirmed");
        assertThat(fitting("get_mcp_server_status", named(name)).at("/isError").asBoolean(true))
                .isFalse();
        assertThat(answered(session, name, "accept").at("/isError").asBoolean(true)).isFalse();
        assertThat(fitting("get_mcp_server_status", named(name)).toString())
                .containsAnyOf("server_not_found", "deleting");
    }

    @Test
    void makesNoneUnaskedWhereThatIsConfigured() throws Exception {
        try (McpTestServer strict =
                new McpTestServer(
                        Map.of(
                                "mcp-k8s.ephemeral.proxy-image", "proxy:1",
                                "mcp-k8s.mcp.confirmation.ask", "changes",
                                "mcp-k8s.mcp.confirmation.required", true))) {
            String create = "{\"preset\":\"TIME\",\"namespace\":\"" + namespace + "\"}";
            assertThat(call(strict, "create_mcp_server", create).toString())
                    .contains("\"forbidden\"", "elicitation");
            assertThat(call(strict, "delete_mcp_server", named("any")).toString())
                    .contains("\"forbidden\"");
            assertThat(call(strict, "list_presets", "{}").at("/isError").asBoolean(true)).isFalse();
        }
    }

    /** Asks to delete a server and answers the question about it. */
    private static JsonNode answered(String session, String name, String action) throws Exception {
        String[] headers = {"Accept", BOTH, "Mcp-Session-Id", session, "X-Kubeconfig", kubeconfig};
        String request = request("delete_mcp_server", named(name));
        try (BufferedReader events =
                McpTestServer.reader(service.open(service.request("/mcp", request, headers)))) {
            JsonNode question = McpTestServer.nextMessage(events);
            assertThat(question.at("/params/message").asText())
                    .startsWith("Delete this MCP server?\n\n" + name + "\nnamespace: " + namespace)
                    .contains("TIME");
            service.post(
                    "{\"jsonrpc\":\"2.0\",\"id\":"
                            + question.get("id")
                            + ",\"result\":{\"action\":\""
                            + action
                            + "\",\"content\":{}}}",
                    headers);
            return McpTestServer.nextMessage(events).get("result");
        }
    }

    private static String create(String preset) throws Exception {
        JsonNode made =
                fitting(
                        "create_mcp_server",
                        "{\"preset\":\"" + preset + "\",\"namespace\":\"" + namespace + "\"}");
        assertThat(made.at("/isError").asBoolean(true)).as("%s", made).isFalse();
        return made.at("/structuredContent/job_name").asText();
    }

    private static String named(String name) {
        return "{\"job_name\":\"" + name + "\",\"namespace\":\"" + namespace + "\"}";
    }

    private static JsonNode fitting(String tool, String arguments) throws Exception {
        JsonNode result = call(service, tool, arguments);
        var outcome =
                McpJsonDefaults.getSchemaValidator()
                        .validate(SCHEMAS.get(tool), result.get("structuredContent"));
        assertThat(outcome.valid()).as("%s: %s", result, outcome.errorMessage()).isTrue();
        return result;
    }

    private static JsonNode call(McpTestServer at, String tool, String arguments) throws Exception {
        return JSON.readTree(at.post(request(tool, arguments), "X-Kubeconfig", kubeconfig).body())
                .get("result");
    }

    private static String request(String tool, String arguments) throws Exception {
        ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
        message.put("method", "tools/call");
        message.putObject("params").put("name", tool).set("arguments", JSON.readTree(arguments));
        return message.toString();
    }
}
