package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.testcluster.KubectlResult;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real istioctl, argocd and kustomize through the service. */
@ExtendWith(TestClusterExtension.class)
class OtherToolsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> MESH =
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
                    "bad.yaml",
                    """
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: web}
                    spec: {hosts: []}
                    """,
                    "empty.yaml",
                    "apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {profile: empty}\n");

    @TempDir private Path folder;

    private final TestCluster cluster;
    private RunningService service;
    private Path work;
    private Path kubeconfig;

    OtherToolsTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() throws Exception {
        work = Files.createDirectory(folder.resolve("work"));
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.adminKubeconfig());
        int closed = closedPort();
        Path argocd =
                Files.writeString(
                        folder.resolve("argocd.config"),
                        """
                        contexts: [{name: closed, server: "127.0.0.1:%d", user: u}]
                        current-context: closed
                        servers: [{server: "127.0.0.1:%d", plain-text: true}]
                        users: [{name: u, auth-token: %s}]
                        """
                                .formatted(closed, closed, Kubeconfigs.TOKEN));
        service =
                RunningService.start(
                        folder,
                        cluster.kubectl(),
                        Map.of(
                                "MCP_K8S_TOOLS_DIRECTORY",
                                RealTools.folder().toString(),
                                "MCP_K8S_TOOLS_ARGOCD_CONFIG",
                                argocd.toString()));
    }

    private static int closedPort() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private JsonNode ask(String tool, String command, Map<String, ?> more) throws Exception {
        Map<String, Object> fields = new HashMap<>(more);
        fields.putIfAbsent("timeout", 60);
        String body = Kubeconfigs.body(command, cluster.adminKubeconfig(), fields);
        return JSON.readTree(service.post("/tools/" + tool, body).body());
    }

    @Test
    void theStatusNamesTheRealVersionsWithoutAskingAnybody() throws Exception {
        JsonNode tools = JSON.readTree(service.get("/tools/status")).path("tools");
        for (int i = 0; i < 200 && tools.path("argocd").path("version").isMissingNode(); i++) {
            Thread.sleep(100);
            tools = JSON.readTree(service.get("/tools/status")).path("tools");
        }
        assertThat(tools.path("kubectl").path("version").asText()).isEqualTo("v1.36.2");
        assertThat(tools.path("helm").path("version").asText()).startsWith("v4.3.1");
        assertThat(tools.path("istioctl").path("version").asText()).startsWith("1.31.0");
        assertThat(tools.path("argocd").path("version").asText()).startsWith("v3.5.3");
    }

    @Test
    void istioctlDoesWhatItDoesByItself() throws Exception {
        RealTools.write(work, MESH);
        for (String line :
                List.of(
                        "version --remote=false",
                        "analyze --use-kube=false mesh.yaml",
                        "analyze --use-kube=false bad.yaml",
                        "validate -f mesh.yaml",
                        "validate -f bad.yaml",
                        "manifest generate -f empty.yaml",
                        "manifest generate --set profile=minimal",
                        "proxy-status",
                        "proxy-config routes absent",
                        "frobnicate --help")) {
            RealTools.Result expected =
                    RealTools.run(work, kubeconfig, "istioctl", List.of(line.split(" ")));
            JsonNode answer = ask("istioctl", line, Map.of("files", MESH));
            if (line.startsWith("frobnicate")) {
                assertThat(answer.path("code").asText()).isEqualTo("command_refused");
                continue;
            }
            assertThat(answer.path("exit_code").asInt(-9)).as(line).isEqualTo(expected.exitCode());
            assertThat(answer.path("output").asText()).as(line).isEqualTo(expected.stdout());
            assertThat(text(answer.path("error"))).as(line).isEqualTo(expected.stderr());
        }
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }

    @Test
    void istioctlFindsWhatIsWrongInTheCluster() throws Exception {
        JsonNode answer = ask("istioctl", "analyze", Map.of("namespace", "default"));
        JsonNode all = ask("istioctl", "analyze -A", Map.of("namespace", "default"));
        assertThat(text(answer.path("error")) + answer.path("output").asText())
                .contains("namespace: default")
                .doesNotContain("internal_error");
        assertThat(text(all.path("error")) + all.path("output").asText())
                .doesNotContain("in namespace: default");
    }

    @Test
    void argocdSpeaksToTheConfiguredServerOnly() throws Exception {
        JsonNode version = ask("argocd", "version --client", Map.of());
        assertThat(version.path("output").asText()).startsWith("argocd: v3.5.3");
        RealTools.Result expected =
                RealTools.run(work, null, "argocd", List.of("version", "--client"));
        assertThat(version.path("output").asText()).isEqualTo(expected.stdout());

        JsonNode closed = ask("argocd", "app list", Map.of("timeout", 20));
        assertThat(closed.path("exit_code").asInt()).isEqualTo(20);
        assertThat(closed.path("error").asText()).contains("127.0.0.1").contains("refused");

        JsonNode absent = ask("argocd", "app list", Map.of("context", "absent"));
        assertThat(absent.path("code").asText()).isEqualTo("invalid_request");

        JsonNode own =
                ask("argocd", "app get x", Map.of("argocd_token", "own-5e1f", "timeout", 20));
        assertThat(own.path("exit_code").asInt()).isEqualTo(20);
        assertThat(service.log()).doesNotContain(Kubeconfigs.TOKEN, "own-5e1f");
    }

    @Test
    void kustomizeBuildsFromTheRequestsFiles() throws Exception {
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
        JsonNode built = ask("kubectl", "kustomize overlay", Map.of("files", files));
        assertThat(built.path("output").asText()).isEqualTo(expected.stdout()).contains("prod-made");

        JsonNode written =
                ask("kubectl", "kustomize overlay -o out.yaml", Map.of("files", files));
        byte[] content = written.path("files").path("out.yaml").path("base64").binaryValue();
        assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo(expected.stdout());

        String namespace = cluster.newNamespace();
        JsonNode applied =
                ask("kubectl", "apply -k overlay -n " + namespace, Map.of("files", files));
        assertThat(applied.path("exit_code").asInt(-9)).as(applied.toString()).isZero();
        KubectlResult there =
                cluster.run("get", "cm", "-n", namespace, "-l", "env=prod", "-o", "name");
        assertThat(there.stdout()).contains("configmap/prod-plain", "configmap/prod-made-");
    }
}
