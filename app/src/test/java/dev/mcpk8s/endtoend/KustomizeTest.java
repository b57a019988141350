package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.testcluster.KubectlResult;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code kubectl kustomize} and {@code -k} do with a request's files what kustomize does. */
@ExtendWith(TestClusterExtension.class)
class KustomizeTest {

    @TempDir private Path folder;

    @Test
    void buildsFromTheRequestsFiles(TestCluster cluster) throws Exception {
        Path work = Files.createDirectory(folder.resolve("work"));
        Map<String, String> files =
                Map.of(
                        "base/kustomization.yaml",
                        "resources: [cm.yaml]\nconfigMapGenerator: [{name: made, files: [a.txt]}]\n",
                        "base/cm.yaml",
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: plain}\ndata: {a: b}\n",
                        "base/a.txt",
                        "text\n",
                        "overlay/kustomization.yaml",
                        "resources: [../base]\nnamePrefix: prod-\nlabels: [{pairs: {env: prod}}]\n");
        RealTools.write(work, files);
        RealTools.Result expected =
                RealTools.run(work, null, "kustomize", List.of("build", "overlay"));
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            JsonNode built = ask(service, cluster, "kustomize overlay", files);
            assertThat(built.path("output").asText())
                    .isEqualTo(expected.stdout())
                    .contains("prod-made");

            JsonNode written = ask(service, cluster, "kustomize overlay -o out.yaml", files);
            byte[] content = written.path("files").path("out.yaml").path("base64").binaryValue();
            assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo(expected.stdout());

            String namespace = cluster.newNamespace();
            JsonNode applied = ask(service, cluster, "apply -k overlay -n " + namespace, files);
            assertThat(applied.path("exit_code").asInt(-9)).as(applied.toString()).isZero();
            KubectlResult there =
                    cluster.run("get", "cm", "-n", namespace, "-l", "env=prod", "-o", "name");
            assertThat(there.stdout()).contains("configmap/prod-plain", "configmap/prod-made-");
        }
    }

    private static JsonNode ask(
            RunningService service, TestCluster cluster, String command, Map<String, String> files)
            throws Exception {
        String body = Kubeconfigs.body(command, cluster.adminKubeconfig(), Map.of("files", files));
        return new ObjectMapper().readTree(service.post("/tools/kubectl", body).body());
    }
}
