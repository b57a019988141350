package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code MCP_K8S_CONFIG} names a file of settings. */
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
}
