package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real helm through the service does what helm does by itself, in a twin namespace. */
@ExtendWith(TestClusterExtension.class)
class HelmTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> LIFE =
            List.of(
                    "lint web",
                    "template shop web -f prod.yaml",
                    "install shop web -f prod.yaml --set replicas=0",
                    "list",
                    "status shop",
                    "get values shop",
                    "get manifest shop",
                    "get notes shop",
                    "get all shop",
                    "upgrade shop web --set color=blue",
                    "history shop",
                    "get values shop --revision 1 -o json",
                    "rollback shop 1 --wait",
                    "history shop -o json",
                    "install shop web",
                    "get values absent",
                    "upgrade --install second web --set-file color=web/text.txt",
                    "list -q",
                    "uninstall shop",
                    "uninstall shop",
                    "list -a");

    @TempDir private Path folder;

    private final TestCluster cluster;
    private RunningService service;
    private Path kubeconfig;
    private Path work;

    HelmTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() throws Exception {
        work = Files.createDirectory(folder.resolve("work"));
        RealTools.write(work, Charts.web());
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.adminKubeconfig());
        service = RunningService.startWithTools(folder, cluster.kubectl());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private JsonNode ask(String namespace, String command, Map<String, ?> more) throws Exception {
        Map<String, Object> fields = new HashMap<>(more);
        fields.put("namespace", namespace);
        fields.putIfAbsent("files", Charts.web());
        String body = Kubeconfigs.body(command, cluster.adminKubeconfig(), fields);
        return JSON.readTree(service.post("/tools/helm", body).body());
    }

    @Test
    void aReleaseLivesAsWithHelmItself() throws Exception {
        new ReleaseLife(cluster, service, "helm", work).isTheSame(LIFE);
    }

    @Test
    void filesThatHelmMakesAreInTheAnswer() throws Exception {
        for (String line :
                List.of("create fresh", "package web", "template shop web --output-dir out/deep")) {
            Path twin = Files.createDirectory(folder.resolve(line.split(" ", -1)[0]));
            RealTools.write(twin, Charts.web());
            RealTools.run(twin, kubeconfig, "helm", List.of(line.split(" ", -1)));
            Map<String, byte[]> expected = written(twin);
            JsonNode answer = ask("default", line, Map.of());
            assertThat(answer.path("exit_code").asInt(-9)).as(answer.toString()).isZero();
            JsonNode files = answer.path("files");
            assertThat(files.size()).as(line).isEqualTo(expected.size()).isPositive();
            for (Map.Entry<String, byte[]> file : expected.entrySet()) {
                byte[] content = files.path(file.getKey()).path("base64").binaryValue();
                if (file.getKey().endsWith(".tgz")) {
                    assertThat(content).startsWith(0x1f, 0x8b);
                } else {
                    assertThat(content).as(file.getKey()).isEqualTo(file.getValue());
                }
            }
        }
    }

    private static Map<String, byte[]> written(Path folder) throws IOException {
        Map<String, byte[]> written = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString();
                if (!Charts.web().containsKey(path) && !path.startsWith(".")) {
                    written.put(path, Files.readAllBytes(file));
                }
            }
        }
        return written;
    }

    @Test
    void aPackedChartInFilesIsInstalled() throws Exception {
        RealTools.run(work, kubeconfig, "helm", List.of("package", "web"));
        String packed =
                Base64.getEncoder()
                        .encodeToString(Files.readAllBytes(work.resolve("web-0.1.0.tgz")));
        String namespace = cluster.newNamespace();
        JsonNode answer =
                ask(
                        namespace,
                        "install shop web-0.1.0.tgz",
                        Map.of("files", Map.of("web-0.1.0.tgz", Map.of("base64", packed))));
        assertThat(answer.path("output").asText()).contains("STATUS: deployed");
        assertThat(cluster.run("get", "configmaps", "-n", namespace, "-o", "name").stdout())
                .contains("shop-settings");
    }

    @Test
    void theFieldsBecomeFlagsAndFlagsWin() throws Exception {
        String one = cluster.newNamespace();
        String other = cluster.newNamespace();
        assertThat(ask(one, "install a web", Map.of()).path("success").asBoolean()).isTrue();
        assertThat(ask(one, "install b web -n " + other, Map.of()).path("success").asBoolean())
                .isTrue();
        assertThat(ask(one, "list -q", Map.of()).path("output").asText()).isEqualTo("a\n");
        assertThat(ask(other, "list -q", Map.of()).path("output").asText()).isEqualTo("b\n");
        assertThat(ask(one, "list -q -A", Map.of()).path("output").asText())
                .contains("a\n")
                .contains("b\n");
        JsonNode noContext = ask(one, "list", Map.of("context", "absent"));
        assertThat(noContext.toString()).contains("absent");
        assertThat(noContext.path("success").asBoolean()).isFalse();
    }

    /** Pods stay pending here: nobody waits blind, and in the end it is told what was missing. */
    @Test
    void waitingTellsWhatItWaitsFor() throws Exception {
        String namespace = cluster.newNamespace();
        JsonNode answer =
                ask(namespace, "install shop web --set replicas=2 --wait --timeout 20s", Map.of());
        String error = answer.path("error").asText();
        assertThat(answer.path("exit_code").asInt()).isEqualTo(1);
        assertThat(error)
                .contains("progress: deployment/shop: 0 of 2 updated replicas are available")
                .contains("not ready in the end:\n  deployment/shop: ")
                .contains("pod/shop-");
        assertThat(error.indexOf("progress: deployment/shop"))
                .isLessThan(error.indexOf("not ready in the end"));

        JsonNode silent =
                ask(
                        namespace,
                        "upgrade shop web --set replicas=2 --wait --timeout 5s",
                        Map.of("progress", false));
        assertThat(silent.path("error").asText())
                .contains("not ready")
                .doesNotContain("progress:")
                .doesNotContain("not ready in the end");
    }

    @Test
    void aStreamCarriesTheFilesBeforeItsEnd() throws Exception {
        String body =
                Kubeconfigs.body(
                        "helm template shop web --output-dir out",
                        cluster.adminKubeconfig(),
                        Map.of("files", Charts.web()));
        String stream = service.post("/sse", body).body();
        List<JsonNode> controls =
                stream.lines()
                        .filter(line -> line.startsWith("data: {\"status\""))
                        .map(HelmTest::json)
                        .toList();
        assertThat(controls)
                .extracting(control -> control.path("status").asText())
                .containsExactly("started", "file", "file", "done");
        assertThat(controls.get(1).path("path").asText())
                .isEqualTo("out/web/templates/deployment.yaml");
        String text =
                new String(
                        Base64.getDecoder().decode(controls.get(1).path("base64").asText()),
                        StandardCharsets.UTF_8);
        assertThat(text).contains("kind: Deployment");
        assertThat(text.length()).isEqualTo(controls.get(1).path("size").asInt());
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line.substring("data: ".length()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
