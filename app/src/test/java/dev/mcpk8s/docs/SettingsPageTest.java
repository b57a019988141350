package dev.mcpk8s.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} lists every setting with its default, from the code's own metadata. */
class SettingsPageTest {

    private static final String HEAD =
            """
            # Settings

            Every setting of the service, as it stands in a file and as an environment variable; the environment wins.
            The file is the YAML file that the environment variable `MCP_K8S_CONFIG` names:

                mcp-k8s:
                  kubeconfig: /etc/mcp-k8s/default.kubeconfig
                  execution:
                    default-timeout: 60s

            Durations are written `500ms`, `15s`, `5m`, `1h`; lists in the environment are separated by commas. The
            framework's own settings work as well; the most used: `MICRONAUT_SERVER_HOST` (127.0.0.1) and
            `MICRONAUT_SERVER_PORT` (9096). This page is made from the code by `make docs`.

            | setting | environment | default | what it does |
            |---|---|---|---|
            """;

    @Test
    void listsEverySetting() throws IOException {
        Map<String, String> rows = rows();
        assertThat(rows).containsKey("mcp-k8s.execution.default-timeout");
        GeneratedPage.check("settings.md", HEAD + String.join("", rows.values()));
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        try (InputStream metadata =
                SettingsPageTest.class.getResourceAsStream(
                        "/META-INF/spring-configuration-metadata.json")) {
            for (JsonNode property : new ObjectMapper().readTree(metadata).path("properties")) {
                String name = property.path("name").asText();
                if (name.startsWith("mcp-k8s.")) {
                    assertThat(property.path("description").asText()).as(name).isNotBlank();
                    rows.put(name, row(name, property));
                }
            }
        }
        return rows;
    }

    private static String row(String name, JsonNode property) {
        String fallback = property.path("defaultValue").asText("");
        return "| `%s` | `%s` | %s | %s |\n"
                .formatted(
                        name,
                        name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
                        fallback.isEmpty() ? "–" : "`" + fallback + "`",
                        plain(property.path("description").asText()));
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\s+", " ")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                .replace("|", "\\|")
                .strip();
    }
}
