package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.testcluster.IsolatedCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real istioctl through the service answers as it does by itself, on a cluster that has Istio's
 * types and nothing that runs.
 */
@ExtendWith(TestClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IstioctlTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> FILES =
            Map.of(
                    "mesh.yaml",
                    """
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: web, namespace: default}
                    spec:
                      hosts: [web]
                      gateways: [absent]
                      http: [{route: [{destination: {host: nowhere}}]}]
                    """,
                    "good.yaml",
                    """
                    apiVersion: security.istio.io/v1
                    kind: PeerAuthentication
                    metadata: {name: strict, namespace: default}
                    spec: {mtls: {mode: STRICT}}
                    """,
                    "bad.yaml",
                    """
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: web}
                    spec: {hosts: []}
                    """,
                    "folder/good.yaml",
                    "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n",
                    "empty.yaml",
                    "apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {profile: empty}\n",
                    "pod.yaml",
                    "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b}]}\n");

    /** What needs no cluster. */
    private static final List<String> ALONE =
            List.of(
                    "version --remote=false",
                    "version --remote=false -o json",
                    "version --remote=false --short",
                    "validate -f mesh.yaml",
                    "validate -f bad.yaml",
                    "validate bad.yaml",
                    "validate -f folder",
                    "validate -f absent.yaml",
                    "analyze --use-kube=false mesh.yaml",
                    "analyze --use-kube=false good.yaml",
                    "analyze --use-kube=false good.yaml mesh.yaml -o json",
                    "analyze --use-kube=false mesh.yaml -o yaml --failure-threshold Warning",
                    "analyze --use-kube=false bad.yaml",
                    "analyze --use-kube=false absent.yaml",
                    "analyze -L",
                    "manifest generate -f empty.yaml",
                    "manifest generate --set profile=minimal",
                    "manifest generate --set profile=ambient",
                    "manifest generate --set profile=absent",
                    "manifest generate --set components.nonsense.enabled=true",
                    "experimental workload group create --name a --namespace b -l x=y",
                    "x config list",
                    "authz",
                    "options",
                    "--help",
                    "help analyze",
                    "install --help",
                    "x precheck --help");

    /** What asks the cluster, or changes it. */
    private static final List<String> ASKING =
            List.of(
                    "version",
                    "version -o json",
                    "analyze",
                    "analyze -n default -o json",
                    "analyze -n default good.yaml",
                    "analyze -A",
                    "analyze -n absent",
                    "analyze --istioNamespace default",
                    "x precheck",
                    "x precheck --from-version 1.20",
                    "proxy-status",
                    "ps a.default",
                    "proxy-config routes absent",
                    "pc clusters absent.default -o json",
                    "proxy-config log absent --level debug",
                    "ztunnel-config workload",
                    "waypoint list",
                    "waypoint generate",
                    "tag list",
                    "tag remove absent -y",
                    "admin log",
                    "x describe pod absent",
                    "x describe service absent",
                    "x injector list",
                    "x check-inject absent",
                    "x metrics absent",
                    "x authz check absent",
                    "x internal-debug absent",
                    "x envoy-stats absent",
                    "remote-clusters",
                    "kube-inject -f pod.yaml",
                    "x workload entry configure --name a --namespace default -o .",
                    "install --dry-run",
                    "install",
                    "install --set profile=absent -y",
                    "uninstall",
                    "uninstall --purge -y --dry-run");

    @TempDir private Path folder;

    private final IsolatedCluster cluster;
    private Path work;
    private Path kubeconfig;
    private RunningService service;

    IstioctlTest(IsolatedCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    void giveItIstiosTypes(@TempDir Path home) {
        String all =
                RealTools.run(home, null, "istioctl", List.of("manifest", "generate")).stdout();
        String types =
                Arrays.stream(all.split("(?m)^---$"))
                        .filter(object -> object.contains("\nkind: CustomResourceDefinition\n"))
                        .collect(Collectors.joining("\n---\n"));
        cluster.apply(types);
        cluster.awaitTypes();
        cluster.apply(FILES.get("mesh.yaml"));
    }

    @BeforeEach
    void start() throws Exception {
        work = Files.createDirectory(folder.resolve("work"));
        RealTools.write(work, FILES);
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.adminKubeconfig());
        service = RunningService.startWithTools(folder, cluster.kubectl());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private JsonNode ask(String command, Map<String, ?> more) throws Exception {
        Map<String, Object> fields = new HashMap<>(more);
        fields.putIfAbsent("timeout", 60);
        fields.put("files", FILES);
        String body = Kubeconfigs.body(command, cluster.adminKubeconfig(), fields);
        return JSON.readTree(service.post("/tools/istioctl", body).body());
    }

    private void isTheSame(String line) throws Exception {
        RealTools.Result expected =
                RealTools.run(work, kubeconfig, "istioctl", List.of(line.split(" ")));
        JsonNode answer = ask(line, Map.of());
        assertThat(answer.path("output").asText()).as(line).isEqualTo(expected.stdout());
        assertThat(answer.path("error").asText("")).as(line).isEqualTo(expected.stderr());
        assertThat(answer.path("exit_code").asInt(-9)).as(line).isEqualTo(expected.exitCode());
    }

    @Test
    void whatItDoesAloneIsTheSame() throws Exception {
        for (String line : ALONE) {
            isTheSame(line);
        }
    }

    @Test
    void whatItAsksAClusterIsTheSame() throws Exception {
        for (String line : ASKING) {
            isTheSame(line);
        }
    }

    @Test
    void findingsHaveTheirExitCode() throws Exception {
        JsonNode found = ask("analyze --use-kube=false mesh.yaml", Map.of());
        assertThat(found.path("exit_code").asInt()).isEqualTo(79);
        assertThat(found.path("output").asText()).contains("[IST0101]").contains("\"absent\"");
        assertThat(ask("analyze", Map.of()).path("exit_code").asInt()).isEqualTo(79);
    }

    /** Generated manifests name the release's own images. */
    @Test
    void manifestsNameTheImagesOfTheRelease() throws Exception {
        assertThat(ask("manifest generate", Map.of()).path("output").asText())
                .contains("registry.istio.io/release/pilot:1.31.0")
                .doesNotContain("testing", ":latest");
    }

    @Test
    void filesThatItMakesAreInTheAnswer() throws Exception {
        JsonNode generated = ask("manifest generate -f empty.yaml -o out.yaml", Map.of());
        assertThat(generated.path("files").has("out.yaml")).as(generated.toString()).isTrue();
        Path twin = Files.createDirectory(folder.resolve("twin"));
        RealTools.run(twin, null, "istioctl", List.of("manifest", "translate", "-o", "."));
        JsonNode translated = ask("manifest translate -o .", Map.of());
        try (var all = Files.list(twin)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertThat(files).isNotEmpty();
            for (Path file : files) {
                assertThat(content(translated, file.getFileName().toString()))
                        .as(file.toString())
                        .isEqualTo(Files.readString(file));
            }
        }
    }

    private static String content(JsonNode answer, String file) throws Exception {
        byte[] content = answer.path("files").path(file).path("base64").binaryValue();
        return content == null ? "" : new String(content, StandardCharsets.UTF_8);
    }

    @Test
    void fieldsBecomeItsOwnFlags() throws Exception {
        cluster.run("create", "namespace", "quiet").orThrow();
        JsonNode quiet = ask("analyze", Map.of("namespace", "quiet"));
        assertThat(quiet.path("output").asText()).contains("Namespace quiet");
        assertThat(quiet.path("exit_code").asInt(-9)).isZero();
        assertThat(ask("analyze -A", Map.of("namespace", "quiet")).path("output").asText())
                .contains("default");
        assertThat(
                        ask("analyze -n default", Map.of("namespace", "quiet"))
                                .path("exit_code")
                                .asInt())
                .isEqualTo(79);
        assertThat(ask("analyze", Map.of("context", "absent")).toString())
                .contains("absent")
                .contains("\"success\":false");
    }
}
