package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A service that is killed takes no ephemeral server along: the next one finds it. */
@ExtendWith(TestClusterExtension.class)
class KilledReplicaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void leavesItsServersToTheNext(TestCluster cluster, @TempDir Path folder) throws Exception {
        String namespace = cluster.newNamespace();
        Path kubeconfig =
                Files.writeString(
                        folder.resolve("kubeconfig"),
                        cluster.adminKubeconfig()
                                .replaceAll("namespace: \\S+", "namespace: " + namespace));
        Map<String, String> settings = Map.of("MCP_K8S_KUBECONFIG", kubeconfig.toString());
        try (RunningService first = RunningService.start(folder, cluster.kubectl(), settings)) {
            Thread waiting = Thread.ofVirtual().start(() -> createAndWait(first));
            await(cluster, namespace, "--for=create", "pod", "mcp-k8s.dev/server");
            first.kill();
            waiting.join();
        }
        try (RunningService second = RunningService.start(folder, cluster.kubectl(), settings)) {
            JsonNode servers = JSON.readTree(second.get("/ephemeral/servers")).path("servers");
            assertThat(servers).hasSize(1);
            String name = servers.at("/0/job_name").asText();
            assertThat(servers.at("/0/state").asText()).isIn("pending", "starting");

            String body = "{\"pod_name\": \"" + name + "\"}";
            assertThat(second.post("/delete_mcp_server", body).statusCode()).isEqualTo(200);
            String all = "job,networkpolicy,service";
            await(cluster, namespace, "--for=delete", all, "mcp-k8s.dev/server=" + name);
        }
    }

    private static void await(
            TestCluster cluster, String namespace, String what, String types, String labels) {
        cluster.run("wait", "-n", namespace, what, "--timeout=60s", types, "-l", labels).orThrow();
    }

    /** Its answer never comes. */
    private static void createAndWait(RunningService service) {
        try {
            service.post("/ephemeral/servers", "{\"preset\": \"TIME\", \"wait_for_ready\": true}");
        } catch (Exception killed) {
            // that is what the test does
        }
    }
}
