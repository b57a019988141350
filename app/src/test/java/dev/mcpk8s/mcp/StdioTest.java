package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.McpTestServer.JSON;
import static dev.mcpk8s.mcp.McpTestServer.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program with {@code --stdio}: a process of its own, on whose streams the client speaks. */
class StdioTest {

    private static NodeProject client;

    @SuppressWarnings("NullAway.Init") // JUnit fills it in
    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws Exception {
        client = NodeProject.install("mcp-client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lists", "calls", "progress", "warnings", "together", "mistakes"})
    void getsAlongWithTheNpmClient(String scenario) throws Exception {
        String program = JSON.writeValueAsString(program());

        assertThat(client.mustRun("node", "client.mjs", "stdio", program, scenario))
                .endsWith("ok " + scenario + "\n");
    }

    @Test
    void cancelsForTheNpmClient() throws Exception {
        String program = JSON.writeValueAsString(program());

        assertThat(client.mustRun("node", "client.mjs", "stdio", program, "cancels"))
                .endsWith("ok cancels\n");
    }

    @Test
    void answersWhatItWasAskedAndEndsWithItsInput() throws Exception {
        String input =
                String.join(
                        "\n",
                        McpTestServer.initializeMessage("2025-06-18"),
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                        "",
                        "{bad",
                        "[]",
                        call(7, "echo ünï"));

        List<JsonNode> answers = answers(input);

        assertThat(answers).hasSize(4);
        assertThat(answers).allMatch(answer -> answer.get("jsonrpc").asText().equals("2.0"));
        assertThat(answers)
                .filteredOn(answer -> answer.path("id").asInt(-1) == 7)
                .singleElement()
                .extracting(answer -> answer.at("/result/content/0/text").asText())
                .isEqualTo("ünï\n");
        assertThat(answers)
                .filteredOn(answer -> answer.has("error"))
                .extracting(answer -> answer.at("/error/code").asInt())
                .containsExactlyInAnyOrder(-32700, -32600);
    }

    @Test
    void stopsWhatRunsWhenItsInputEnds() throws Exception {
        assertThat(answers(call(1, "sleep 3000"))).isEmpty();
    }

    /** Everything on standard output, which must be one message a line. */
    private List<JsonNode> answers(String input) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("input"), input);
        Process process =
                new ProcessBuilder(program())
                        .redirectInput(file.toFile())
                        .redirectError(folder.resolve("log").toFile())
                        .start();
        List<JsonNode> answers = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(JSON.readTree(line));
            }
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
        return answers;
    }

    /** The program with the fake commands. */
    static List<String> program() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-D" + FakeCommands.PROPERTY + "=true",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.mcpk8s.Application",
                "--stdio");
    }
}
