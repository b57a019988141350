package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.testcluster.NodeCluster;
import dev.mcpk8s.testcluster.NodeClusterExtension;
import dev.mcpk8s.testcluster.ProxyImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server becomes ready also when the service that began it is killed before. */
@ExtendWith(NodeClusterExtension.class)
class KilledReplicaNodeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LABEL = "mcp-k8s.dev/server";
    private static final String INITIALIZE =
            """
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
             "protocolVersion": "2025-06-18", "capabilities": {},
             "clientInfo": {"name": "test", "version": "1"}}}
            """;

    @Test
    void becomesReadyWithoutItsCreator(NodeCluster cluster, @TempDir Path folder) throws Exception {
        ProxyImage.giveTo(cluster);
        String namespace = cluster.newNamespace();
        Path kubeconfig =
                Files.writeString(
                        folder.resolve("kubeconfig"),
                        cluster.adminKubeconfig()
                                .replaceAll("namespace: \\S+", "namespace: " + namespace));
        Map<String, String> settings =
                Map.of(
                        "MCP_K8S_KUBECONFIG",
                        kubeconfig.toString(),
                        "MCP_K8S_EPHEMERAL_PROXY_IMAGE",
                        ProxyImage.NAME);
        try (RunningService first = RunningService.start(folder, cluster.kubectl(), settings)) {
            Thread waiting = Thread.ofVirtual().start(() -> createAndWait(first));
            await(cluster, namespace, "--for=create", "pod");
            first.kill();
            waiting.join();
        }

        try (RunningService second = RunningService.start(folder, cluster.kubectl(), settings)) {
            await(cluster, namespace, "--for=condition=Ready", "pod");
            JsonNode servers = JSON.readTree(second.get("/ephemeral/servers")).path("servers");
            assertThat(servers).hasSize(1);
            assertThat(servers.at("/0/state").asText()).isEqualTo("ready");
            String name = servers.at("/0/job_name").asText();
            String spoken = second.post(servers.at("/0/gateway_url").asText(), INITIALIZE).body();
            assertThat(spoken).contains("\"testserver\"");

            String body = "{\"pod_name\": \"" + name + "\"}";
            assertThat(second.post("/delete_mcp_server", body).statusCode()).isEqualTo(200);
            await(cluster, namespace, "--for=delete", "job,pod,networkpolicy,service,secret");
        }
    }

    private static void await(NodeCluster cluster, String namespace, String what, String types) {
        cluster.run("wait", "-n", namespace, what, "--timeout=120s", types, "-l", LABEL).orThrow();
    }

    /** Its answer never comes. */
    private static void createAndWait(RunningService service) {
        try {
            service.post(
                    "/ephemeral/servers",
                    """
                    {"runtime_exec": "testserver", "runtime_mcp": "serve", "env": {"A": "b"},
                     "wait_for_ready": true}
                    """);
        } catch (Exception killed) {
            // that is what the test does
        }
    }
}
