package dev.mcpk8s.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers may do, and each preset as it stands. */
@ExtendWith(TestClusterExtension.class)
class ServerRightsTest {

    private static final String EXTENSIVE =
            "{\"preset\": \"TIME\", \"env\": {\"A\": \"b\"}, \"sa_config\": {\"preset\": \"extensive\"}}";

    /** In its own namespace and nowhere else. */
    @ParameterizedTest
    @CsvSource({
        "minimal, get, secrets, yes",
        "minimal, create, pods, no",
        "minimal, get, deployments.apps, no",
        "extensive, delete, deployments.apps, yes",
        "extensive, create, pods/exec, yes",
        "extensive, create, rolebindings.rbac.authorization.k8s.io, yes",
        "extensive, create, clusterroles.rbac.authorization.k8s.io, no",
        "extensive, list, nodes, no",
    })
    void givesWhatAPresetOfRightsSays(
            String preset, String verb, String resource, String may, TestCluster cluster)
            throws Exception {
        String namespace = cluster.newNamespace();
        try (EphemeralService service = new EphemeralService(cluster.adminKubeconfig(), Map.of())) {
            EphemeralService.Answer made =
                    service.create(
                            """
                            {"preset": "TIME", "namespace": "%s", "sa_config": {"preset": "%s"}}
                            """
                                    .formatted(namespace, preset));
            assertThat(made.status()).as("%s", made).isEqualTo(201);
            String as = "--as=system:serviceaccount:" + namespace + ":" + made.name();

            assertThat(can(cluster, verb, resource, as, namespace)).isEqualTo(may);
            assertThat(can(cluster, verb, resource, as, "default")).isEqualTo("no");
            assertThat(
                            cluster.run(
                                            "get",
                                            "job",
                                            made.name(),
                                            "-n",
                                            namespace,
                                            "-o",
                                            "jsonpath={.spec.template.spec.serviceAccountName}"
                                                    + " {.spec.template.spec"
                                                    + ".automountServiceAccountToken}")
                                    .stdout())
                    .isEqualTo(made.name() + " true");
        }
    }

    private static String can(
            TestCluster cluster, String verb, String resource, String as, String namespace) {
        return cluster.run("auth", "can-i", verb, resource, as, "-n", namespace).stdout().strip();
    }

    /** The API server holds callers to what they may do themselves. */
    @Test
    void cannotGiveRightsThatTheCallerLacks(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        try (EphemeralService service = new EphemeralService(tenant.kubeconfig(), Map.of())) {
            EphemeralService.Answer refused = service.create(EXTENSIVE);

            assertThat(refused.status()).as("%s", refused).isEqualTo(403);
            assertThat(refused.detail()).contains("attempting to grant RBAC permissions");
            tenant.awaitNothingLeft();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "K8S_MCP_SERVER, uvx, kubernetes-mcp-server",
        "FETCH, uvx, mcp-server-fetch",
        "GIT, uvx, mcp-server-git",
        "TIME, uvx, mcp-server-time",
        "GITHUB, npx, @modelcontextprotocol/server-github",
        "GITLAB, npx, @zereight/mcp-gitlab",
        "BEDROCK_KB_RETRIEVAL, uvx, awslabs.bedrock-kb-retrieval-mcp-server",
    })
    void startsListsAndDeletesEachPreset(
            String preset, String exec, String mcp, TestCluster cluster) throws Exception {
        String namespace = cluster.newNamespace();
        String query = "?namespace=" + namespace;
        try (EphemeralService service = new EphemeralService(cluster.adminKubeconfig(), Map.of())) {
            EphemeralService.Answer made =
                    service.create(
                            """
                            {"preset": "%s", "namespace": "%s", "env": {
                             "GITHUB_PERSONAL_ACCESS_TOKEN": "a", "GITLAB_API_URL": "b",
                             "GITLAB_PERSONAL_ACCESS_TOKEN": "c", "AWS_ACCESS_KEY_ID": "d",
                             "AWS_SECRET_ACCESS_KEY": "e", "AWS_SESSION_TOKEN": "f"}}
                            """
                                    .formatted(preset, namespace));

            assertThat(made.status()).as("%s", made).isEqualTo(201);
            assertThat(made.body().at("/config/runtime_exec").asText()).isEqualTo(exec);
            assertThat(made.body().at("/config/runtime_mcp").asText()).isEqualTo(mcp);
            String args =
                    cluster.run(
                                    "get",
                                    "job",
                                    made.name(),
                                    "-n",
                                    namespace,
                                    "-o",
                                    "jsonpath={.spec.template.spec.containers[0].args}")
                            .stdout();
            assertThat(args).endsWith("\"--\",\"" + exec + "\",\"" + mcp + "\"]");
            JsonNode listed = service.get("/ephemeral/servers" + query).body().path("servers");
            assertThat(listed).hasSize(1);
            assertThat(listed.at("/0/job_name").asText()).isEqualTo(made.name());
            assertThat(service.delete("/ephemeral/servers/" + made.name() + query).status())
                    .isEqualTo(200);
        }
    }
}
