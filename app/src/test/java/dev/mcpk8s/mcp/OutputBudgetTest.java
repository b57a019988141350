package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.JSON;
import static dev.mcpk8s.mcp.McpTestServer.callWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a command's output a model gets, and how it gets the rest. */
class OutputBudgetTest {

    @RegisterExtension
    static final McpTestServer server =
            new McpTestServer(
                    Map.of(
                            "mcp-k8s.mcp.max-output", 1_000,
                            "mcp-k8s.mcp.output-limit", 5_000));

    @Test
    void cutsAtALineAndSaysHowToGoOn() throws Exception {
        JsonNode result = run("list flood 2500", 1_050, null);

        assertThat(result.at("/structuredContent/output").asText()).hasSize(1_000).endsWith("x\n");
        assertThat(result.at("/structuredContent/truncated/kept_bytes").asLong()).isEqualTo(1_000);
        assertThat(result.at("/structuredContent/truncated/total_bytes").asLong()).isEqualTo(2_500);
        assertThat(result.at("/structuredContent/truncated/next_offset").asLong()).isEqualTo(1_000);
        assertThat(text(result))
                .contains("these are 1000 of 2500 bytes", "offset=1000", "--tail", "| grep");
    }

    @Test
    void givesTheWholeInParts() throws Exception {
        StringBuilder whole = new StringBuilder();
        @Nullable Long offset = 0L;
        int parts = 0;
        while (offset != null) {
            JsonNode result = run("list flood 4200", 1_050, offset);
            whole.append(result.at("/structuredContent/output").asText());
            JsonNode next = result.at("/structuredContent/truncated/next_offset");
            offset = next.isNumber() ? (Long) next.asLong() : null;
            parts++;
        }

        assertThat(parts).isEqualTo(5);
        assertThat(whole.toString()).isEqualTo(("x".repeat(99) + "\n").repeat(42));
    }

    @Test
    void saysWhereAPartIsTheLastAndWhereThereIsNone() throws Exception {
        assertThat(text(run("list flood 300", null, 200L)))
                .endsWith("[the end: from byte 200 of 300 bytes]");
        assertThat(text(run("list flood 300", null, 300L)))
                .isEqualTo("[offset 300 is past the end: 300 bytes]");
        assertThat(text(run("list flood 300", null, 0L))).doesNotContain("[");
    }

    @Test
    void keepsALineThatIsLongerThanTheBudget() throws Exception {
        JsonNode first = run("echo " + "é".repeat(300), 101, null);

        assertThat(first.at("/structuredContent/output").asText()).isEqualTo("é".repeat(50));
        assertThat(first.at("/structuredContent/truncated/next_offset").asLong()).isEqualTo(100);
    }

    /** Also where the engine has something to add. */
    @Test
    void cutsStandardErrorAtALineToo() throws Exception {
        ObjectNode arguments = JSON.createObjectNode().put("command", "list complain 2050");
        arguments.put("max_output_bytes", 100).put("timeout", 1);

        JsonNode result = result(arguments);

        String error = result.at("/structuredContent/error").asText();
        assertThat(error).startsWith(("e".repeat(99) + "\n").repeat(9) + "the command was stopped");
        assertThat(text(result))
                .contains("of standard error these are 900 of 2100 bytes", "max_output_bytes");
    }

    @Test
    void saysThatBothStreamsAreCut() throws Exception {
        ObjectNode arguments = JSON.createObjectNode().put("max_output_bytes", 100);
        arguments.put("command", "list loud 2000");

        assertThat(text(result(arguments)))
                .contains("these are 100 of 2000 bytes")
                .contains("of standard error these are 1000 of 2000 bytes");
    }

    @Test
    void takesMoreUpToTheLimit() throws Exception {
        assertThat(run("list flood 5000", 5_000, null).at("/structuredContent/truncated").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "max_output_bytes, 5001, from 100 to 5000",
        "max_output_bytes, 99, from 100 to 5000",
        "max_output_bytes, many, from 100 to 5000",
        "max_output_bytes, 200.5, from 100 to 5000",
        "offset, -1, 0 or more",
        "offset, true, 0 or more",
    })
    void refusesWhatIsNoSuchNumber(String name, String value, String words) throws Exception {
        for (JsonNode json : new JsonNode[] {JSON.valueToTree(value), asJson(value)}) {
            ObjectNode arguments = JSON.createObjectNode().put("command", "echo x");
            arguments.set(name, json);

            JsonNode result = result(arguments);

            assertThat(result.get("isError").asBoolean()).isTrue();
            assertThat(text(result)).contains(name, words);
        }
    }

    @Test
    void runsNothingAgainThatMayChangeThings() throws Exception {
        JsonNode result = run("flood 300", null, 200L);

        assertThat(result.get("isError").asBoolean()).isTrue();
        assertThat(text(result)).contains("this one changes things");
        assertThat(text(run("flood 300", null, 0L))).doesNotContain("changes");
    }

    @Test
    void failsWithAnyPartOfAPipeWhenAskedTo() throws Exception {
        ObjectNode arguments = JSON.createObjectNode().put("command", "exit 3 | wc -l");
        assertThat(result(arguments).at("/structuredContent/exit_code").asInt()).isZero();

        arguments.put("pipefail", true);
        assertThat(result(arguments).at("/structuredContent/exit_code").asInt()).isEqualTo(3);
    }

    private static JsonNode asJson(String value) {
        try {
            return JSON.readTree(value);
        } catch (java.io.IOException word) {
            return JSON.valueToTree(value);
        }
    }

    private static JsonNode run(String command, @Nullable Integer budget, @Nullable Long offset)
            throws Exception {
        ObjectNode arguments = JSON.createObjectNode().put("command", command);
        arguments.put("max_output_bytes", budget).put("offset", offset);
        return result(arguments);
    }

    private static JsonNode result(ObjectNode arguments) throws Exception {
        return JSON.readTree(
                        server.post(callWith(1, arguments), "Accept", "application/json").body())
                .get("result");
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").asText();
    }
}
