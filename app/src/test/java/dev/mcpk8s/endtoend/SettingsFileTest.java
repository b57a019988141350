package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator says at the start, in files, the environment and arguments. */
class SettingsFileTest {

    @Test
    void isReadAndYieldsToTheEnvironment(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("settings.yaml");
        Files.writeString(
                file,
                """
                mcp-k8s:
                  execution:
                    maximum-timeout: 7s
                  http:
                    allowed-origins: [https://from-file.example]
                """);
        Map<String, String> environment =
                Map.of(
                        "MCP_K8S_CONFIG",
                        file.toString(),
                        "MCP_K8S_EXECUTION_MAXIMUM_TIMEOUT",
                        "9s");
        try (RunningService service =
                RunningService.start(folder, folder.resolve("no-kubectl"), environment)) {
            assertThat(
                            service.post(
                                            "/tools/kubectl",
                                            "{\"command\": \"version\", \"timeout\": 10}")
                                    .body())
                    .contains("timeout must be from 1 to 9 seconds");
            assertThat(service.healthFor("https://from-file.example")).isEqualTo(200);
            assertThat(service.healthFor("https://elsewhere.example")).isEqualTo(403);
        }
    }

    @Test
    void oneThatIsMissingStopsTheStart(@TempDir Path folder) {
        Map<String, String> environment =
                Map.of("MCP_K8S_CONFIG", folder.resolve("typo.yaml").toString());
        assertThatThrownBy(
                        () ->
                                RunningService.start(
                                        folder, folder.resolve("no-kubectl"), environment))
                .hasMessageContaining("MCP_K8S_CONFIG names a file that cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "MCP_K8S_EXECUTION_MAXIMUM_CONCURRENT, many, mcp-k8s.execution.maximum-concurrent, int",
        "MCP_K8S_STREAM_HEARTBEAT, often, mcp-k8s.stream.heartbeat, Duration",
        "MCP_K8S_CLUSTER_ALLOW_LOOPBACK, perhaps, mcp-k8s.cluster.allow-loopback, Boolean",
    })
    void aValueThatCannotBeReadStopsTheStart(
            String variable, String value, String setting, String type, @TempDir Path folder) {
        assertThatThrownBy(
                        () ->
                                RunningService.start(
                                        folder,
                                        folder.resolve("no-kubectl"),
                                        Map.of(variable, value)))
                .hasMessageContaining(
                        "the value of the setting " + setting + " cannot be read as " + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--kubeconfig=%s", "--kubeconfig %s"})
    void theKubeconfigOfRequestsWithoutOneMayBeAnArgument(String argument, @TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("config");
        Files.writeString(file, "{contexts: [{name: of-the-file}], current-context: of-the-file}");
        Map<String, String> environment = Map.of("MCP_K8S_KUBECONFIG", "/no/such/file");
        try (RunningService service =
                RunningService.start(
                        folder,
                        folder.resolve("no-kubectl"),
                        environment,
                        argument.formatted(file).split(" "))) {
            assertThat(
                            service.post(
                                            "/tools/kubectl",
                                            "{\"command\": \"config current-context\"}")
                                    .body())
                    .contains("\"output\":\"of-the-file\\n\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--kubeconfig", "--kubeconfig=", "--kubeconfig=/no/such/file"})
    void aKubeconfigThatIsMissingStopsTheStart(String argument, @TempDir Path folder) {
        assertThatThrownBy(
                        () ->
                                RunningService.start(
                                        folder, folder.resolve("no-kubectl"), Map.of(), argument))
                .hasMessageContaining("--kubeconfig needs a file that can be read");
    }
}
