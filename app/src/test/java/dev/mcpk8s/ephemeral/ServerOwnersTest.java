package dev.mcpk8s.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several users of one cluster: each has servers of their own, and the cluster's rights decide. */
@ExtendWith(TestClusterExtension.class)
class ServerOwnersTest {

    private static final String TIME = "{\"preset\": \"TIME\"}";

    @Test
    void countsForEachUserAloneAndForAllTogether(TestCluster cluster) throws Exception {
        Tenant one = Tenant.in(cluster);
        Tenant two = one.colleague();
        Map<String, Object> limits =
                Map.of(
                        "mcp-k8s.ephemeral.maximum-per-owner", 2,
                        "mcp-k8s.ephemeral.maximum-servers", 3);
        try (EphemeralService first = new EphemeralService(one.kubeconfig(), limits);
                EphemeralService again = new EphemeralService(one.newKubeconfig(), limits);
                EphemeralService second = new EphemeralService(two.kubeconfig(), limits)) {
            JsonNode made = first.create(TIME).body();
            JsonNode more = again.create(TIME).body();

            assertThat(made.path("owner").asText()).isEqualTo(more.path("owner").asText());
            EphemeralService.Answer third = first.create(TIME);
            assertThat(third.code()).isEqualTo("quota_exceeded");
            assertThat(third.detail()).contains("you have 2 servers");
            JsonNode other = second.create(TIME).body();
            assertThat(other.path("owner").asText())
                    .matches("[0-9a-f]{32}")
                    .isNotEqualTo(made.path("owner").asText());
            assertThat(second.create(TIME).detail()).contains("there are 3 servers");
            assertThat(second.get("/ephemeral/servers").body().path("servers")).hasSize(3);
        }
    }

    @Test
    void showsNobodyWhatTheClusterDoesNotShowThem(TestCluster cluster) throws Exception {
        Tenant owner = Tenant.in(cluster);
        Tenant stranger = Tenant.in(cluster);
        String there = "?namespace=" + owner.namespace();
        // one service for both, so that what it keeps of the first could show to the second
        try (EphemeralService service = new EphemeralService(owner.kubeconfig(), Map.of())) {
            String name = service.create(TIME).name();
            String path = "/ephemeral/servers/" + name + there;
            assertThat(service.get(path).status()).isEqualTo(200);
            String pod = "mcp-k8s.dev/server=" + name;
            owner.kubectl("wait", "--for=create", "--timeout=60s", "pod", "-l", pod);
            assertThat(service.post(mcp(name, there), "{}").code()).isEqualTo("server_not_ready");

            EphemeralService other = service.as(stranger.kubeconfig());

            for (EphemeralService.Answer refused :
                    new EphemeralService.Answer[] {
                        other.get("/ephemeral/servers" + there),
                        other.get("/ephemeral/servers?all_namespaces=true"),
                        other.get(path),
                        other.delete(path),
                        other.post(mcp(name, there), "{}")
                    }) {
                assertThat(refused.status()).as("%s", refused).isEqualTo(403);
                assertThat(refused.code()).isEqualTo("api_status");
                assertThat(refused.body().toString()).doesNotContain("config");
            }
            assertThat(other.get("/ephemeral/servers").body().path("servers")).isEmpty();
            assertThat(service.get(path).body().path("state").asText()).isNotEqualTo("deleting");
        }
    }

    /** A deletion that fails says so, and the server is still there for everybody. */
    @Test
    void doesNotClaimADeletionThatWasRefused(TestCluster cluster) throws Exception {
        Tenant owner = Tenant.in(cluster);
        try (EphemeralService service = new EphemeralService(owner.kubeconfig(), Map.of())) {
            String path = "/ephemeral/servers/" + service.create(TIME).name();
            EphemeralService onlooker = service.as(owner.onlooker().kubeconfig());

            EphemeralService.Answer refused = onlooker.delete(path);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.detail()).contains("cannot delete resource \"jobs\"");
            assertThat(onlooker.get(path).body().path("state").asText()).isNotEqualTo("deleting");
            assertThat(service.delete(path).status()).isEqualTo(200);
        }
    }

    private static String mcp(String name, String query) {
        return "/ephemeral/servers/" + name + "/mcp" + query;
    }
}
