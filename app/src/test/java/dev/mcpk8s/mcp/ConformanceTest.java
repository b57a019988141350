package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * MCP's own conformance suite, all its server scenarios: those that ask for a server's well-known
 * parts with fixtures over the product's transports, those that do not against the product as it
 * ships. Needs npm, which brings the Node that the suite runs on.
 */
class ConformanceTest {

    private static final String SUITE =
            "node_modules/@modelcontextprotocol/conformance/dist/index.js";

    /** The scenarios that need no fixture. */
    private static final List<String> AS_SHIPPED =
            List.of(
                    "server-initialize",
                    "logging-set-level",
                    "ping",
                    "tools-list",
                    "server-sse-polling",
                    "server-sse-multiple-streams",
                    "dns-rebinding-protection");

    private static final int SCENARIOS = 32;
    private static final Pattern LINE =
            Pattern.compile("(?m)^[✓✗] (\\S+): [0-9]+ passed, ([0-9]+) failed$");

    private static NodeProject suite;

    @BeforeAll
    static void install() throws Exception {
        suite = NodeProject.install("conformance");
    }

    @Test
    void passesEveryScenario() throws Exception {
        try (McpTestServer server = new McpTestServer(Map.of(ConformanceFixtures.PROPERTY, true))) {
            NodeProject.Run run = run(server, List.of("--suite", "all"));
            List<String> seen = new ArrayList<>();
            List<String> failed = new ArrayList<>();
            Matcher line = LINE.matcher(run.text());
            while (line.find()) {
                seen.add(line.group(1));
                if (!line.group(2).equals("0")) {
                    failed.add(line.group(1));
                }
            }
            assertThat(failed).as(run.text()).isEmpty();
            assertThat(seen).as(run.text()).hasSize(SCENARIOS).containsAll(AS_SHIPPED);
            assertThat(run.exit()).isZero();
        }
    }

    @Test
    void passesAsItShips() throws Exception {
        try (McpTestServer server = new McpTestServer(Map.of())) {
            for (String scenario : AS_SHIPPED) {
                NodeProject.Run run = run(server, List.of("--scenario", scenario));
                assertThat(run.exit()).as(scenario + "\n" + run.text()).isZero();
            }
        }
    }

    private static NodeProject.Run run(McpTestServer server, List<String> options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                suite.node(),
                                SUITE,
                                "server",
                                "--url",
                                server.address("/mcp").toString()));
        command.addAll(options);
        return suite.run(command);
    }
}
