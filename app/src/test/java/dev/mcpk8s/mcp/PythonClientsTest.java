package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Python's SDK and fastmcp on every transport. Needs what {@code scripts/ensure-python} installs.
 */
class PythonClientsTest {

    private static final Path CLIENT = Path.of("src", "test", "python-clients", "client.py");

    @SuppressWarnings("NullAway.Init") // JUnit fills it in
    @TempDir
    static Path folder;

    private static McpTestServer server;
    private static String python;

    @BeforeAll
    static void start() throws Exception {
        python = run(List.of(Path.of("..", "scripts", "ensure-python").toString())).strip();
        server = new McpTestServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "mcp, http",
        "mcp, sse",
        "mcp, stdio",
        "fastmcp, http",
        "fastmcp, sse",
        "fastmcp, stdio",
    })
    void getsAlong(String make, String transport) throws Exception {
        int cancelled = server.journal().cancelled.get();
        String address =
                switch (transport) {
                    case "http" -> server.address("/mcp").toString();
                    case "sse" -> server.address("/sse").toString();
                    default -> McpTestServer.JSON.writeValueAsString(StdioTest.program());
                };

        String output = run(List.of(python, CLIENT.toString(), make, transport, address));

        assertThat(output).endsWith("ok\n");
        if (!transport.equals("stdio")) {
            McpTestServer.await(
                    "cancelled", () -> server.journal().cancelled.get() == cancelled + 1);
            assertThat(server.journal().running.get()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mcp", "fastmcp"})
    void goesOnWhenItsConnectionBreaks(String make) throws Exception {
        try (McpTestServer patient =
                        new McpTestServer(Map.of("mcp-k8s.mcp.resumption.grace", "5m"));
                BreakingProxy network =
                        new BreakingProxy(
                                patient.address("/").getPort(), Pattern.compile("line [0-9]"), 1)) {
            String address = network.address("/mcp").toString();

            String output =
                    run(List.of(python, CLIENT.toString(), make, "http", address, "network"));

            assertThat(output).endsWith("ok\n");
            assertThat(network.broken()).isGreaterThan(1);
            assertThat(patient.journal().cancelled.get()).isZero();
        }
    }

    /** What a program printed; it must end with 0. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", "");
        Path errors = Files.createTempFile(folder, "errors", "");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
        if (!process.waitFor(9, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor())
                .as(
                        "%s\n%s\n%s",
                        String.join(" ", command.subList(0, Math.min(4, command.size()))),
                        Files.readString(output),
                        Files.readString(errors))
                .isZero();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
