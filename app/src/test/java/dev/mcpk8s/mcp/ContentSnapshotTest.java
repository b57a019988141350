package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All that a client can see of prompts and resources without a cluster, held against files. To
 * accept a change, copy what the test writes below {@code target/snapshots} over the file.
 */
class ContentSnapshotTest {

    @RegisterExtension static final McpTestServer server = new McpTestServer(Map.of());

    @ParameterizedTest
    @CsvSource({
        "prompts/list, prompts, name, prompts-list.json",
        "resources/list, resources, uri, resources-list.json",
        "resources/templates/list, resourceTemplates, uriTemplate, resource-templates-list.json",
    })
    void lists(String method, String list, String key, String file) throws Exception {
        assertSame(
                JSON.writer(SerializationFeature.INDENT_OUTPUT)
                                .writeValueAsString(sorted(method, list, key))
                        + "\n",
                file);
    }

    /** Each prompt with what it needs only, and with everything it takes. */
    @Test
    void renders() throws Exception {
        StringBuilder all = new StringBuilder();
        for (JsonNode prompt : sorted("prompts/list", "prompts", "name")) {
            for (boolean optional : List.of(false, true)) {
                ObjectNode arguments = JSON.createObjectNode();
                for (JsonNode argument : prompt.get("arguments")) {
                    if (optional || argument.get("required").asBoolean()) {
                        String name = argument.get("name").asText();
                        arguments.put(name, "MY_" + name.toUpperCase(java.util.Locale.ROOT));
                    }
                }
                ObjectNode params = JSON.createObjectNode();
                params.put("name", prompt.get("name").asText()).set("arguments", arguments);
                JsonNode message = result("prompts/get", params).at("/messages/0/content/text");
                all.append("##### ").append(params).append("\n\n");
                all.append(message.asText()).append('\n');
            }
        }

        assertThat(all.toString()).doesNotContain("{{");
        assertSame(all.toString(), "prompts.txt");
    }

    private static List<JsonNode> sorted(String method, String list, String key) throws Exception {
        JsonNode entries = result(method, JSON.createObjectNode()).get(list);
        return StreamSupport.stream(entries.spliterator(), false)
                .sorted(Comparator.comparing((JsonNode entry) -> entry.get(key).asText()))
                .toList();
    }

    private static JsonNode result(String method, ObjectNode params) throws Exception {
        ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
        message.put("method", method).set("params", params);
        return JSON.readTree(server.post(message.toString(), "Accept", "application/json").body())
                .get("result");
    }

    private static void assertSame(String text, String file) throws Exception {
        Path written = Path.of("target", "snapshots", file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, text);
        try (InputStream kept = ContentSnapshotTest.class.getResourceAsStream("/mcp/" + file)) {
            String expected =
                    kept == null ? "" : new String(kept.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text)
                    .as("accept with: cp %s src/test/resources/mcp/", written)
                    .isEqualTo(expected);
        }
    }
}
