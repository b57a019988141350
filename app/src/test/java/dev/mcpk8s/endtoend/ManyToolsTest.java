package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred runs of the real helm at once, each with a kubeconfig, files and a secret of its own.
 */
@ExtendWith(TestClusterExtension.class)
class ManyToolsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RUNS = 100;

    @TempDir private Path folder;

    @Test
    void noRunSeesAnythingOfAnother(TestCluster cluster) throws Exception {
        cluster.apply(objects());
        try (RunningService service =
                        RunningService.startWithTools(
                                folder,
                                cluster.kubectl(),
                                Map.of("MCP_K8S_SANDBOX_MAXIMUM_WAIT", "600s"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> answers = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                int number = i;
                answers.add(threads.submit(() -> run(service, cluster, number)));
            }
            for (int i = 0; i < RUNS; i++) {
                String answer = answers.get(i).get().toString();
                assertThat(answer)
                        .contains(
                                "in-cluster-" + i + "-", "secret-" + i + "-", "many-" + i + "\\\"");
                for (int other = 0; other < RUNS; other++) {
                    if (other != i) {
                        assertThat(answer).doesNotContain("-" + other + "-");
                    }
                }
            }
            assertThat(service.programs(folder)).isEmpty();
        }
        try (Stream<Path> left = Files.walk(RunningService.sandbox(folder))) {
            assertThat(left.filter(path -> path.endsWith("kubeconfig"))).isEmpty();
        }
    }

    /** A namespace for each, with something to read in it. */
    private static String objects() {
        StringBuilder objects = new StringBuilder();
        for (int i = 0; i < RUNS; i++) {
            objects.append(
                    """
                    ---
                    apiVersion: v1
                    kind: Namespace
                    metadata: {name: many-%d}
                    ---
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: who, namespace: many-%d}
                    data: {who: "in-cluster-%d-"}
                    """
                            .formatted(i, i, i));
        }
        return objects.toString();
    }

    private static JsonNode run(RunningService service, TestCluster cluster, int number)
            throws Exception {
        Map<String, String> files =
                Map.of(
                        "chart/Chart.yaml",
                        "apiVersion: v2\nname: chart\nversion: 0.1.0\n",
                        "chart/templates/a.yaml",
                        """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: a}
                        data:
                          secret: {{ .Values.secret | quote }}
                          who: {{ (lookup "v1" "ConfigMap" .Release.Namespace "who").data.who | quote }}
                          namespace: {{ .Release.Namespace | quote }}
                        """,
                        "own.yaml",
                        "secret: secret-" + number + "-\n");
        // the namespace comes from the kubeconfig, which is another one for each
        String kubeconfig =
                cluster.adminKubeconfig()
                        .replace("namespace: default", "namespace: many-" + number);
        String body =
                Kubeconfigs.body(
                        "template r chart -f own.yaml --dry-run=server",
                        kubeconfig,
                        Map.of("files", files, "timeout", 300));
        return JSON.readTree(service.post("/tools/helm", body).body());
    }
}
