package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.testcluster.KubectlResult;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart of this project, by the real helm and a real API server. */
@ExtendWith(TestClusterExtension.class)
class ChartTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CHART = Path.of("..", "chart").toAbsolutePath().normalize();

    /** Every value that there is, set to something else than its default. */
    private static final String EVERYTHING =
            """
            replicaCount: 3
            image: {repository: reg.example/mcp-k8s, tag: "1.2", pullPolicy: Always}
            imagePullSecrets: [{name: pull}]
            service: {type: NodePort, port: 80}
            serviceAccount: {create: true, name: own, annotations: {a: b}, mountToken: true}
            ephemeral:
              rbac:
                create: true
                namespaces: [%1$s, %2$s]
                grantable: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
            env: [{name: MCP_K8S_IN_CLUSTER, value: "true"}]
            resources: {limits: {cpu: 1, memory: 2Gi}}
            podAnnotations: {a: "1"}
            nodeSelector: {disk: fast}
            tolerations: [{key: k, operator: Exists}]
            affinity:
              podAntiAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                - topologyKey: kubernetes.io/hostname
                  labelSelector: {matchLabels: {app.kubernetes.io/name: mcp-k8s}}
            networkPolicy:
              enabled: true
              ingressFrom: [{namespaceSelector: {matchLabels: {team: a}}}]
            """;

    private static final String ACCOUNT_OF_ANOTHER =
            """
            serviceAccount: {create: false, name: theirs, mountToken: true}
            ephemeral: {rbac: {create: true}}
            """;

    private static final String RIGHTS =
            """
            serviceAccount: {mountToken: true}
            ephemeral:
              rbac:
                create: true
                grantable: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
            """;

    private final TestCluster cluster;

    @TempDir private Path folder;

    ChartTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    /** Also what Pod Security's strictest level says to it: nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"", ACCOUNT_OF_ANOTHER, EVERYTHING})
    void isWhatAnApiServerAccepts(String values) throws Exception {
        String namespace = cluster.newNamespace();
        cluster.run("label", "ns", namespace, "pod-security.kubernetes.io/warn=restricted")
                .orThrow();
        Path file = file(values.formatted(namespace, cluster.newNamespace()));

        assertThat(helm("lint", "--strict", CHART.toString(), "-f", file.toString()))
                .contains("0 chart(s) failed");
        for (String release : new String[] {"mcp-k8s", "r", "r".repeat(53)}) {
            String manifests = template(release, namespace, file);

            KubectlResult accepted =
                    cluster.runWith(
                            in(namespace),
                            "apply",
                            "--dry-run=server",
                            "--validate=strict",
                            "-f",
                            file(manifests).toString());

            assertThat(accepted.exitCode()).as("%s", accepted).isZero();
            assertThat(accepted.stderr()).isEmpty();
            assertThat(accepted.stdout()).contains("deployment.apps/", "service/");
        }
    }

    /** The service account of the chart can do all that ephemeral servers are made of. */
    @Test
    void givesTheServiceTheRightsThatItNeeds() throws Exception {
        String namespace = cluster.newNamespace();
        Map<String, String> settings =
                Map.of(
                        "MCP_K8S_KUBECONFIG",
                        kubeconfigOfTheChart(namespace).toString(),
                        "MCP_K8S_EPHEMERAL_REAPER_INTERVAL",
                        "1s");
        try (RunningService service = RunningService.start(folder, cluster.kubectl(), settings)) {
            HttpResponse<String> made =
                    service.post(
                            "/ephemeral/servers",
                            """
                            {"preset": "TIME", "env": {"A": "b"}, "sa_config": {"rules":
                             [{"resources": ["configmaps"], "verbs": ["get"]}]}}
                            """);
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            String name = JSON.readTree(made.body()).path("job_name").asText();
            JsonNode listed = JSON.readTree(service.get("/ephemeral/servers")).path("servers");
            assertThat(listed).hasSize(1);
            assertThat(listed.at("/0/job_name").asText()).isEqualTo(name);
            String lease = "lease/mcp-k8s-reaper";
            cluster.run("wait", "-n", namespace, "--for=create", "--timeout=60s", lease).orThrow();
            HttpResponse<String> removed =
                    service.post("/delete_mcp_server", "{\"pod_name\": \"" + name + "\"}");
            assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
            assertThat(service.log()).doesNotContain("is forbidden");
        }
    }

    /** The rights that the chart gives, and its service account's kubeconfig. */
    private Path kubeconfigOfTheChart(String namespace) throws Exception {
        String rights =
                template(
                        "mcp-k8s",
                        namespace,
                        file(RIGHTS),
                        "--show-only=templates/serviceaccount.yaml",
                        "--show-only=templates/ephemeral-rbac.yaml");
        cluster.runWithInput(rights, "apply", "-n", namespace, "-f", "-").orThrow();
        String token =
                cluster.run("create", "token", "mcp-k8s", "-n", namespace).orThrow().stdout();
        return file(in(namespace).replaceAll("token: \\S+", "token: " + token.strip()));
    }

    /** Where objects go that name no namespace. */
    private String in(String namespace) {
        return cluster.adminKubeconfig().replaceAll("namespace: \\S+", "namespace: " + namespace);
    }

    private Path file(String yaml) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "file", ".yaml"), yaml);
    }

    private String template(String release, String namespace, Path values, String... more) {
        List<String> words = new ArrayList<>(List.of("template", release, CHART.toString()));
        words.addAll(List.of("-n", namespace, "-f", values.toString()));
        words.addAll(List.of(more));
        return helm(words.toArray(String[]::new));
    }

    private String helm(String... words) {
        RealTools.Result done = RealTools.run(folder, null, "helm", List.of(words));
        assertThat(done.exitCode()).as("%s", done).isZero();
        return done.stdout();
    }
}
