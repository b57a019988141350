package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The MCP inspector's command line on every transport. */
class InspectorTest {

    private static final String INSPECTOR =
            "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";

    private static NodeProject project;
    private static McpTestServer server;

    @BeforeAll
    static void start() throws Exception {
        project = NodeProject.install("conformance");
        server = new McpTestServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "sse", "stdio"})
    void listsAndCalls(String transport) throws Exception {
        JsonNode tools = inspect(transport, "--method", "tools/list").get("tools");
        assertThat(tools).hasSize(12);

        JsonNode result =
                inspect(
                        transport,
                        "--method",
                        "tools/call",
                        "--tool-name",
                        "helm",
                        "--tool-arg",
                        "command=list echo hello",
                        "--tool-arg",
                        "timeout=7");

        assertThat(result.at("/content/0/text").asText()).isEqualTo("hello\n");
        assertThat(result.at("/structuredContent/success").asBoolean()).isTrue();
        assertThat(inspect(transport, "--method", "prompts/list").get("prompts")).hasSize(16);
        assertThat(
                        inspect(
                                        transport,
                                        "--method",
                                        "resources/read",
                                        "--uri",
                                        "config://version")
                                .at("/contents/0/text")
                                .asText())
                .contains("mcp-k8s");
    }

    private static JsonNode inspect(String transport, String... asked) throws Exception {
        List<String> command = new ArrayList<>(List.of(project.node(), INSPECTOR, "--cli"));
        // a JVM on a busy machine starts slowly
        command.addAll(List.of("--connect-timeout", "120000"));
        switch (transport) {
            case "stdio" -> {
                command.addAll(List.of(asked));
                command.add("--");
                command.addAll(StdioTest.program());
            }
            default -> {
                String path = transport.equals("sse") ? "/sse" : "/mcp";
                command.addAll(List.of(server.address(path).toString(), "--transport", transport));
                command.addAll(List.of("--header", "X-Kubeconfig: a3ViZWNvbmZpZw=="));
                command.addAll(List.of(asked));
            }
        }
        String output = project.mustRun(command.toArray(String[]::new));
        // behind what the inspector and the program log
        return McpTestServer.JSON.readTree(output.substring(output.indexOf("{\n")));
    }
}
