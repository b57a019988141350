package dev.mcpk8s.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server is made of, as a real API server and its controllers have it. */
@ExtendWith(TestClusterExtension.class)
class ServerObjectsTest {

    private static final String SECRET = "canary-value-7d1f";

    private static Tenant tenant;
    private static EphemeralService service;

    @BeforeAll
    static void start(TestCluster cluster) {
        tenant = Tenant.in(cluster);
        service = new EphemeralService(tenant.kubeconfig(), Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void makesAJobThatOwnsEverythingElse() throws Exception {
        EphemeralService.Answer created =
                service.create(
                        """
                        {"preset": "time", "env": {"API_TOKEN": "%s"}, "ttl_seconds": 600,
                         "sa_config": {"preset": "minimal"}}
                        """
                                .formatted(SECRET));

        assertThat(created.status()).as("%s", created).isEqualTo(201);
        String name = created.name();
        assertThat(name).startsWith("time-");
        JsonNode job = object("job", name);
        assertThat(job.at("/metadata/labels/app.kubernetes.io~1managed-by").asText())
                .isEqualTo("mcp-k8s");
        assertThat(job.at("/metadata/labels/app.kubernetes.io~1name").asText()).isEqualTo("time");
        assertThat(job.at("/metadata/labels/mcp-k8s.dev~1server").asText()).isEqualTo(name);
        assertThat(job.at("/metadata/labels/mcp-k8s.dev~1owner").asText())
                .matches("[0-9a-f]{32}")
                .isEqualTo(created.body().path("owner").asText());
        assertThat(job.at("/spec/suspend").asBoolean()).isFalse();
        assertThat(job.at("/spec/activeDeadlineSeconds").asInt()).isEqualTo(600);
        assertThat(job.at("/spec/ttlSecondsAfterFinished").asInt()).isEqualTo(300);
        for (String type :
                new String[] {
                    "secret", "serviceaccount", "role", "rolebinding", "networkpolicy", "service"
                }) {
            JsonNode owner = object(type, name).at("/metadata/ownerReferences/0");
            assertThat(owner.path("uid").asText())
                    .as(type)
                    .isEqualTo(job.at("/metadata/uid").asText());
        }
        assertThat(service.delete("/ephemeral/servers/" + name).status()).isEqualTo(200);
    }

    @Test
    void keepsValuesOfTheEnvironmentInASecretOnly() throws Exception {
        EphemeralService.Answer created =
                service.create("{\"preset\": \"FETCH\", \"env\": {\"KEY\": \"" + SECRET + "\"}}");

        String name = created.name();
        assertThat(created.body().at("/config/env/KEY").asText()).isEqualTo("***");
        assertThat(created.body().toString()).doesNotContain(SECRET);
        assertThat(object("job", name).toString()).doesNotContain(SECRET);
        assertThat(service.get("/ephemeral/servers").body().toString()).doesNotContain(SECRET);
        assertThat(service.tool("list_mcp_servers", "{}").toString())
                .contains(name)
                .doesNotContain(SECRET);
        assertThat(tenant.kubectl("get", "secret", name, "-o", "jsonpath={.data.KEY}"))
                .isEqualTo(
                        java.util.Base64.getEncoder()
                                .encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)));
        assertThat(object("job", name).at("/spec/template/spec/containers/0/envFrom/0").toString())
                .contains(name);
    }

    @Test
    void restrictsThePodAndGivesItNoToken() throws Exception {
        String name = service.create("{\"preset\": \"GIT\"}").name();

        JsonNode pod = object("job", name).at("/spec/template/spec");
        assertThat(pod.path("automountServiceAccountToken").asBoolean()).isFalse();
        assertThat(pod.path("serviceAccountName").asText()).isEmpty();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(65532);
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                .isEqualTo("RuntimeDefault");
        JsonNode container = pod.at("/containers/0");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(container.at("/ports/0/name").asText()).isEqualTo("mcp");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
        assertThat(container.at("/readinessProbe/periodSeconds").asInt()).isEqualTo(1);
        assertThat(container.has("startupProbe")).as("it delays readiness").isFalse();
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/healthz");
        assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("200Mi");
        assertThat(tenant.kubectl("get", "serviceaccount,role", "-o", "name")).doesNotContain(name);
    }

    /** Pod Security's strictest level, enforced by the API server, takes the pod. */
    @Test
    void passesTheRestrictedProfile() throws Exception {
        tenant.cluster()
                .run(
                        "label",
                        "namespace",
                        tenant.namespace(),
                        "pod-security.kubernetes.io/enforce=restricted")
                .orThrow();

        String name = service.create("{\"preset\": \"TIME\"}").name();

        tenant.kubectl("wait", "--for=jsonpath={.status.active}=1", "--timeout=60s", "job/" + name);
    }

    @Test
    void givesExactlyTheRightsThatWereAskedFor() throws Exception {
        String name =
                service.create(
                                """
                                {"preset": "TIME", "sa_config": {"rules":
                                  [{"resources": ["configmaps"], "verbs": ["get"]}]}}
                                """)
                        .name();

        assertThat(tenant.kubectl("get", "role", name, "-o", "jsonpath={.rules}"))
                .isEqualTo(
                        "[{\"apiGroups\":[\"\"],\"resources\":[\"configmaps\"],\"verbs\":[\"get\"]}]");
        String as = "--as=system:serviceaccount:" + tenant.namespace() + ":" + name;
        assertThat(tenant.kubectl("auth", "can-i", "get", "configmaps", as).strip())
                .isEqualTo("yes");
        assertThat(
                        tenant.cluster()
                                .run(
                                        "auth",
                                        "can-i",
                                        "list",
                                        "secrets",
                                        as,
                                        "-n",
                                        tenant.namespace())
                                .stdout()
                                .strip())
                .isEqualTo("no");
    }

    /** The whole chain is the cluster's own: whoever deletes the Job deletes everything. */
    @Test
    void goesWithItsJobHoweverThatIsDeleted(TestCluster cluster) throws Exception {
        Tenant own = Tenant.in(cluster);
        try (EphemeralService other = new EphemeralService(own.kubeconfig(), Map.of())) {
            String body = "{\"preset\": \"TIME\", \"env\": {\"A\": \"b\"}, \"sa_config\": {}}";
            String first = other.create(body).name();
            String second = other.create(body).name();
            assertThat(own.leftovers()).contains(first, second);

            own.kubectl("delete", "job", first);
            assertThat(other.delete("/ephemeral/servers/" + second + "?wait=true").status())
                    .isEqualTo(200);

            own.awaitNothingLeft();
        }
    }

    @Test
    void namesAreDifferentAndValidHoweverManyOfOnePreset() throws Exception {
        String prefix = "É_" + "Ab_".repeat(30);
        for (String text : new String[] {"TIME", prefix, "9lives", "---", "a.b/c"}) {
            long names =
                    java.util.stream.Stream.generate(() -> ServerNames.unique(text))
                            .limit(1000)
                            .peek(
                                    name -> {
                                        assertThat(name).matches("[a-z]([-a-z0-9]*[a-z0-9])?");
                                        assertThat(name.length()).isLessThanOrEqualTo(63);
                                    })
                            .distinct()
                            .count();
            assertThat(names).as(text).isEqualTo(1000);
        }
        assertThat(ServerNames.unique(prefix)).startsWith("ab-ab-");
    }

    @Test
    void showsPresetsOfTheSeedsAndOfAFile(@org.junit.jupiter.api.io.TempDir java.nio.file.Path dir)
            throws Exception {
        JsonNode presets = service.tool("list_presets", "{}").at("/structuredContent/presets");
        assertThat(
                        StreamSupport.stream(presets.spliterator(), false)
                                .map(p -> p.path("name").asText()))
                .containsExactly(
                        "K8S_MCP_SERVER",
                        "FETCH",
                        "GIT",
                        "TIME",
                        "GITHUB",
                        "GITLAB",
                        "BEDROCK_KB_RETRIEVAL");
        java.nio.file.Path file =
                java.nio.file.Files.writeString(
                        dir.resolve("presets.yaml"),
                        """
                        presets:
                          - name: OURS
                            title: Our server
                            runtime_exec: npx
                            runtime_mcp: "@ours/server"
                            env: {OURS_TOKEN: %s}
                            ttl_seconds: 60
                        """
                                .formatted(SECRET));
        try (EphemeralService own =
                new EphemeralService(
                        tenant.kubeconfig(),
                        Map.of("mcp-k8s.ephemeral.presets", file.toString()))) {
            assertThat(own.tool("list_presets", "{}").toString())
                    .contains("OURS_TOKEN")
                    .doesNotContain(SECRET);
            EphemeralService.Answer created = own.create("{\"preset\": \"ours\"}");
            assertThat(created.name()).startsWith("ours-");
            assertThat(created.body().at("/config/ttl_seconds").asInt()).isEqualTo(60);
        }
    }

    private static JsonNode object(String type, String name) {
        return EphemeralService.tree(tenant.kubectl("get", type, name, "-o", "json"));
    }
}
