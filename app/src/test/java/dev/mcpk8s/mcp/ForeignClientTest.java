package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of another make, npm's SDK, on both HTTP transports. Needs Node 20 and npm. */
class ForeignClientTest {

    private static NodeProject project;
    private static McpTestServer server;

    @BeforeAll
    static void start() throws Exception {
        project = NodeProject.install("mcp-client");
        server = new McpTestServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "http, lists", "http, calls", "http, progress", "http, together", "http, mistakes",
                "http, warnings",
        "sse, lists", "sse, calls", "sse, progress", "sse, together", "sse, mistakes",
                "sse, warnings",
    })
    void getsAlong(String transport, String scenario) throws Exception {
        assertThat(client(transport, scenario)).endsWith("ok " + scenario + "\n");
    }

    @Test
    void cancels() throws Exception {
        for (String transport : List.of("http", "sse")) {
            int before = server.journal().cancelled.get();

            assertThat(client(transport, "cancels")).endsWith("ok cancels\n");

            assertThat(server.journal().cancelled.get()).isEqualTo(before + 1);
            assertThat(server.journal().running.get()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resumes", "takesOver"})
    void goesOnWhenItsConnectionBreaks(String scenario) throws Exception {
        try (McpTestServer patient =
                        new McpTestServer(Map.of("mcp-k8s.mcp.resumption.grace", "5m"));
                BreakingProxy network =
                        new BreakingProxy(
                                patient.address("/").getPort(),
                                Pattern.compile("line [0-9]"),
                                scenario.equals("resumes") ? 3 : 0)) {
            String output =
                    project.mustRun(
                            "node",
                            "client.mjs",
                            "http",
                            network.address("/mcp").toString(),
                            scenario);

            assertThat(output).endsWith("ok " + scenario + "\n");
            assertThat(network.broken()).isPositive();
            assertThat(patient.journal().cancelled.get()).isZero();
        }
    }

    private static String client(String transport, String scenario) throws Exception {
        String path = transport.equals("sse") ? "/sse" : "/mcp";
        return project.mustRun(
                "node", "client.mjs", transport, server.address(path).toString(), scenario);
    }
}
