package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.execution.RunningCommands;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts, resources, subscriptions and completion: npm's SDK, the service, a real API server. */
@ExtendWith(TestClusterExtension.class)
class ClusterContentTest {

    private static NodeProject project;
    private static EmbeddedServer server;

    @BeforeAll
    static void start(TestCluster cluster) throws Exception {
        project = NodeProject.install("mcp-client");
        server =
                ApplicationContext.run(
                        EmbeddedServer.class,
                        Map.of(
                                "micronaut.server.port",
                                -1,
                                "mcp-k8s.tools.kubectl",
                                cluster.kubectl().toString()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "http, prompts", "http, reads", "http, refuses", "http, completes",
        "sse, prompts", "sse, reads", "sse, refuses", "sse, completes",
    })
    void getsAlong(String transport, String scenario, TestCluster cluster) throws Exception {
        play(transport, scenario, cluster);
    }

    @ParameterizedTest
    @CsvSource({"http", "sse"})
    void watchesAsLongAsTheSessionLasts(String transport, TestCluster cluster) throws Exception {
        play(transport, "subscribes", cluster);

        RunningCommands running = server.getApplicationContext().getBean(RunningCommands.class);
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (running.count() > 0 && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(running.count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"http", "sse"})
    void asksBeforeItDestroys(String transport, TestCluster cluster) throws Exception {
        String output =
                project.mustRun(
                        "node",
                        "confirm.mjs",
                        transport,
                        server.getURI() + (transport.equals("sse") ? "/sse" : "/mcp"),
                        base64(cluster.adminKubeconfig()),
                        cluster.newNamespace());
        assertThat(output).endsWith("ok confirm\n");
    }

    @Test
    void readsWithTheCallersOwnRights(TestCluster cluster) throws Exception {
        String body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":"
                        + "\"k8s-service://-/default/kubernetes\"}}";
        String answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(server.getURI().resolve("/mcp"))
                                        .header("Content-Type", "application/json")
                                        .header("X-Kubeconfig", base64(cluster.limitedKubeconfig()))
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();

        assertThat(answer).contains("-32000", "is forbidden");
    }

    private static void play(String transport, String scenario, TestCluster cluster)
            throws Exception {
        String output =
                project.mustRun(
                        "node",
                        "content.mjs",
                        transport,
                        server.getURI() + (transport.equals("sse") ? "/sse" : "/mcp"),
                        scenario,
                        base64(cluster.adminKubeconfig()),
                        cluster.newNamespace());
        assertThat(output).endsWith("ok " + scenario + "\n");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
