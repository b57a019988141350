package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools under an older server's names; the fake helm shows in its error what it was asked. */
class OlderNamesTest {

    @RegisterExtension
    static final McpTestServer server = new McpTestServer(Map.of("mcp-k8s.mcp.aliases", true));

    @Test
    void areThereBesidesTheTools() throws Exception {
        JsonNode tools =
                JSON.readTree(
                                server.post(
                                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}",
                                                "Accept",
                                                "application/json")
                                        .body())
                        .at("/result/tools");

        assertThat(tools.findValuesAsText("name"))
                .contains(
                        "kubectl",
                        "helm",
                        "istioctl",
                        "argocd",
                        "execute_kubectl",
                        "execute_helm",
                        "execute_istioctl",
                        "execute_argocd",
                        "describe_kubectl",
                        "describe_helm",
                        "describe_istioctl",
                        "describe_argocd");
    }

    @Test
    void executesAsTheToolDoes() throws Exception {
        assertThat(call("execute_helm", "echo a").at("/content/0/text").asText()).isEqualTo("a\n");
        assertThat(call("execute_helm", "helm echo a").at("/content/0/text").asText())
                .isEqualTo("a\n");
    }

    @ParameterizedTest
    @CsvSource({
        "get values, '[help, get, values]'",
        "helm get  values, '[help, get, values]'",
        "helm, '[help]'",
        "'', '[help]'",
        "delete, '[help, delete]'",
    })
    void describesOnly(String path, String asked) throws Exception {
        assertThat(call("describe_helm", path).at("/content/0/text").asText())
                .contains("unknown command " + asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec -it p -- touch /x",
                "delete pod/x",
                "get values | wc",
                "uninstall X",
                "--help",
                "a b c d e f",
                "a;b",
                "é"
            })
    void refusesWhatIsMoreThanAPath(String path) throws Exception {
        JsonNode result = call("describe_helm", path);

        assertThat(result.at("/isError").asBoolean()).isTrue();
        assertThat(result.at("/content/0/text").asText()).contains("the path of a subcommand");
    }

    private static JsonNode call(String tool, String command) throws Exception {
        ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
        message.put("method", "tools/call");
        message.putObject("params")
                .put("name", tool)
                .putObject("arguments")
                .put("command", command);
        return JSON.readTree(server.post(message.toString(), "Accept", "application/json").body())
                .get("result");
    }
}
