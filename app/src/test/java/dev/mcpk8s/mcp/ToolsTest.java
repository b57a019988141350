package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.JSON;
import static dev.mcpk8s.mcp.McpTestServer.call;
import static dev.mcpk8s.mcp.McpTestServer.callWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model sees of the tools. */
class ToolsTest {

    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

    /** A token of today's models is 4.1 bytes of this list or more; 3.8 leaves room to spare. */
    private static final int BYTES_OF_3000_TOKENS = 11_400;

    @RegisterExtension
    static final McpTestServer server = new McpTestServer(Map.of("mcp-k8s.mcp.max-output", 10_000));

    /** To accept a change, run this with -Ddocs.update=true. */
    @Test
    void listsExactlyTheToolsOfTheSnapshot() throws Exception {
        String listed =
                JSON.writer(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(result(LIST).get("tools"));

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(Path.of("src/test/resources/mcp/tools-list.json"), listed + "\n");
            return;
        }
        assertThat(listed).isEqualTo(resource("/mcp/tools-list.json").strip());
    }

    @Test
    void listsTheToolsInFewTokens() throws Exception {
        byte[] listed = JSON.writeValueAsBytes(result(LIST));

        assertThat(listed).hasSizeLessThan(BYTES_OF_3000_TOKENS);
    }

    @Test
    void hasTheKubeconfigInTheSchemaOnlyWhereItIsConfigured() throws Exception {
        assertThat(result(LIST).at("/tools/0/inputSchema/properties").has("kubeconfig")).isFalse();
        ObjectNode arguments = JSON.createObjectNode().put("command", "request");
        arguments.put("kubeconfig", "YXJndW1lbnQ=");
        String refused = result(callWith(1, arguments)).at("/content/0/text").asText();
        assertThat(refused).contains("X-Kubeconfig").doesNotContain("YXJndW1lbnQ=");

        try (McpTestServer open =
                new McpTestServer(Map.of("mcp-k8s.mcp.kubeconfig-argument", true))) {
            assertThat(open.post(LIST).body()).contains("\"kubeconfig\"");
            assertThat(open.post(callWith(1, arguments)).body()).contains("YXJndW1lbnQ=");
            assertThat(open.post(callWith(1, arguments), "X-Kubeconfig", "aGVhZGVy").body())
                    .contains("kubeconfig=aGVhZGVy credentials=false ");
        }
    }

    @Test
    void handsEveryArgumentToTheCommand() throws Exception {
        ObjectNode arguments = JSON.createObjectNode().put("command", "request");
        arguments.put("context", "c").put("namespace", "n").put("timeout", 7).put("stdin", "in");
        arguments.putObject("files").put("dir/a.yaml", "text");

        assertThat(result(callWith(1, arguments)).at("/content/0/text").asText())
                .isEqualTo(
                        "kubeconfig=null credentials=false context=c namespace=n timeout=7 stdin=in"
                                + " files={dir/a.yaml=text}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo a",
                "err b",
                "exit 3",
                "exit 0",
                "refuse",
                "fault",
                "flood 50000",
                "nonsense"
            })
    void answersWithContentThatFitsTheSchema(String command) throws Exception {
        JsonNode result = result(call(1, command));

        JsonNode structured = result.get("structuredContent");
        assertThat(problems(structured)).isEmpty();
        assertThat(result.get("isError").asBoolean())
                .isEqualTo(structured.get("exit_code").asInt() != 0);
        assertThat(structured.get("success").asBoolean())
                .isEqualTo(structured.get("exit_code").asInt() == 0);
    }

    @Test
    void putsStandardErrorAfterStandardOutput() throws Exception {
        JsonNode result = result(call(1, "err oops"));

        assertThat(result.at("/content/0/text").asText()).isEqualTo("oops\n");
        assertThat(result.at("/structuredContent/error").asText()).isEqualTo("oops\n");
        assertThat(result.at("/structuredContent/output").asText()).isEmpty();
    }

    @Test
    void tellsATimeLimit() throws Exception {
        ObjectNode arguments = JSON.createObjectNode().put("command", "sleep 600");
        arguments.put("timeout", 1);

        JsonNode result = result(callWith(1, arguments));

        assertThat(result.at("/structuredContent/exit_code").asInt()).isEqualTo(124);
        assertThat(result.at("/content/0/text").asText()).contains("after 1 second;");
    }

    @Test
    void cutsLongOutputAtALineAndSaysSo() throws Exception {
        JsonNode result = result(call(1, "flood 50050"));

        String output = result.at("/structuredContent/output").asText();
        assertThat(output).hasSize(10_000).endsWith("x\n");
        assertThat(result.at("/structuredContent/truncated/kept_bytes").asInt()).isEqualTo(10_000);
        assertThat(result.at("/structuredContent/truncated/total_bytes").asInt()).isEqualTo(50_100);
        assertThat(result.at("/content/0/text").asText())
                .startsWith(output)
                .contains("10000 of 50100 bytes");
    }

    private static String problems(JsonNode structured) throws Exception {
        Map<String, Object> schema =
                JSON.convertValue(
                        result(LIST).at("/tools/1/outputSchema"),
                        new com.fasterxml.jackson.core.type.TypeReference<>() {});
        var outcome = McpJsonDefaults.getSchemaValidator().validate(schema, structured);
        return outcome.valid() ? "" : outcome.errorMessage();
    }

    private static JsonNode result(String message) throws Exception {
        return JSON.readTree(server.post(message, "Accept", "application/json").body())
                .get("result");
    }

    private static String resource(String name) throws Exception {
        try (InputStream file = ToolsTest.class.getResourceAsStream(name)) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
