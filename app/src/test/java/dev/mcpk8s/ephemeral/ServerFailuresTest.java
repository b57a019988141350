package dev.mcpk8s.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.testcluster.IsolatedCluster;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong ends in the state that docs/ephemeral.md promises, and leaves nothing behind. */
@ExtendWith(TestClusterExtension.class)
class ServerFailuresTest {

    private static final String TIME =
            "{\"preset\": \"TIME\", \"env\": {\"A\": \"b\"}, \"sa_config\": {}}";

    /** The creator may do all but one of the things that a server is made of. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "networkpolicies.networking.k8s.io",
                "secrets",
                "services",
                "roles.rbac.authorization.k8s.io"
            })
    void leavesNothingWhenAnObjectIsForbidden(String forbidden, TestCluster cluster)
            throws Exception {
        List<String> allowed = new ArrayList<>(Tenant.ALL);
        allowed.remove(forbidden);
        Tenant tenant = Tenant.in(cluster, allowed);
        try (EphemeralService service = new EphemeralService(tenant.kubeconfig(), Map.of())) {
            EphemeralService.Answer refused = service.create(TIME);

            assertThat(refused.status()).as("%s", refused).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("api_status");
            assertThat(refused.detail())
                    .contains("is forbidden")
                    .contains(forbidden.replaceAll("\\..*", ""));
            tenant.awaitNothingLeft();
        }
    }

    @Test
    void saysWhoMayNotMakeAnything(TestCluster cluster) throws Exception {
        try (EphemeralService service =
                new EphemeralService(cluster.limitedKubeconfig(), Map.of())) {
            EphemeralService.Answer refused = service.create("{\"preset\": \"TIME\"}");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.detail()).contains("cannot create resource \"jobs\"");
            assertThat(service.get("/ephemeral/servers").status()).isEqualTo(403);
            assertThat(service.get("/ephemeral/servers/time-0123456789").status()).isEqualTo(403);
        }
    }

    /** Another word for each would make a client log in here, or look for a fault of ours. */
    @Test
    void tellsCredentialsAndContextsThatAreWrong(TestCluster cluster) throws Exception {
        try (EphemeralService service =
                new EphemeralService(cluster.expiredCertificateKubeconfig(), Map.of())) {
            EphemeralService.Answer stranger = service.get("/ephemeral/servers");
            assertThat(stranger.status()).isEqualTo(403);
            assertThat(stranger.code()).isEqualTo("api_status");
            assertThat(stranger.detail())
                    .isEqualTo("the cluster does not accept the kubeconfig's credentials");
            EphemeralService.Answer nowhere = service.get("/ephemeral/servers?context=none");
            assertThat(nowhere.status()).isEqualTo(400);
            assertThat(nowhere.code()).isEqualTo("invalid_request");
            assertThat(nowhere.detail()).contains("context").contains("none");
        }
    }

    /** Whoever may make Jobs and not delete them is told what stays. */
    @Test
    void saysWhatCouldNotBeTakenBack(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster, List.of("secrets", "pods,pods/log", "events"));
        String namespace = tenant.namespace();
        cluster.run(
                        "create",
                        "role",
                        "no-delete",
                        "-n",
                        namespace,
                        "--verb=create,get,list",
                        "--resource=jobs.batch")
                .orThrow();
        cluster.run(
                        "create",
                        "rolebinding",
                        "no-delete",
                        "-n",
                        namespace,
                        "--role=no-delete",
                        "--serviceaccount=" + namespace + ":tenant")
                .orThrow();
        try (EphemeralService service = new EphemeralService(tenant.kubeconfig(), Map.of())) {
            EphemeralService.Answer refused = service.create("{\"preset\": \"TIME\"}");

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.detail())
                    .contains("networkpolicies")
                    .contains("could not be removed")
                    .contains("cannot delete resource \"jobs\"");
            assertThat(tenant.kubectl("get", "pods", "-o", "name")).isEmpty();
        }
    }

    @Test
    void namesTheNamespaceThatIsMissing(TestCluster cluster) throws Exception {
        try (EphemeralService service = new EphemeralService(cluster.adminKubeconfig(), Map.of())) {
            EphemeralService.Answer refused =
                    service.create("{\"preset\": \"TIME\", \"namespace\": \"not-there\"}");

            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.code()).isEqualTo("api_status");
            assertThat(refused.detail()).isEqualTo("namespaces \"not-there\" not found");
        }
    }

    @Test
    void holdsQuotasAndLeavesNothingOfWhatIsRefused(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        try (EphemeralService service =
                new EphemeralService(
                        tenant.kubeconfig(), Map.of("mcp-k8s.ephemeral.maximum-per-owner", 3))) {
            List<CompletableFuture<EphemeralService.Answer>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(CompletableFuture.supplyAsync(() -> create(service)));
            }
            List<EphemeralService.Answer> answers =
                    all.stream().map(CompletableFuture::join).toList();

            assertThat(answers.stream().filter(answer -> answer.status() == 201).count())
                    .isLessThanOrEqualTo(3);
            assertThat(answers.stream().filter(answer -> answer.status() != 201))
                    .isNotEmpty()
                    .allSatisfy(
                            answer -> {
                                assertThat(answer.status()).isEqualTo(403);
                                assertThat(answer.code()).isEqualTo("quota_exceeded");
                                assertThat(answer.detail()).contains("you have 3 servers");
                            });
            for (JsonNode server : service.get("/ephemeral/servers").body().path("servers")) {
                if (!server.path("state").asText().equals("deleting")) {
                    service.delete(
                            "/ephemeral/servers/"
                                    + server.path("job_name").asText()
                                    + "?wait=true");
                }
            }
            tenant.awaitNothingLeft();
            assertThat(create(service).status()).isEqualTo(201);
        }
    }

    /** The step was carried out or not: nobody knows, and nothing is left either way. */
    @ParameterizedTest
    @CsvSource({"/jobs?", "/secrets?", "/networkpolicies?", "/services?"})
    void leavesNothingWhenAnAnswerIsLost(String step, TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        try (ApiServerInTheMiddle middle = new ApiServerInTheMiddle(cluster, tenant.kubeconfig());
                EphemeralService service =
                        new EphemeralService(middle.kubeconfig(tenant.kubeconfig()), Map.of())) {
            middle.loseAnswersOf(call -> call.startsWith("POST ") && call.contains(step));

            EphemeralService.Answer failed = service.create(TIME);

            assertThat(failed.status()).as("%s", failed).isEqualTo(502);
            assertThat(failed.code()).isEqualTo("cluster_unreachable");
            assertThat(middle.calls()).anyMatch(call -> call.startsWith("DELETE "));
            tenant.awaitNothingLeft();
        }
    }

    @Test
    void sparesOtherPeoplesJobs(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        tenant.kubectl("create", "job", "theirs", "--image=nothing");
        try (EphemeralService service = new EphemeralService(tenant.kubeconfig(), Map.of())) {
            EphemeralService.Answer absent = service.get("/ephemeral/servers/theirs");
            assertThat(absent.status()).isEqualTo(404);
            assertThat(absent.code()).isEqualTo("server_not_found");
            assertThat(service.delete("/ephemeral/servers/theirs").status()).isEqualTo(404);
            assertThat(service.get("/ephemeral/servers/..%2Fx").status()).isIn(400, 404);
            assertThat(service.get("/ephemeral/servers").body().path("servers")).isEmpty();
            tenant.kubectl("get", "job", "theirs");
        }
    }

    @Test
    void neverTakesAnAbsentClusterForAnAbsentServer(IsolatedCluster cluster) throws Exception {
        try (EphemeralService service = new EphemeralService(cluster.adminKubeconfig(), Map.of())) {
            String name = service.create("{\"preset\": \"TIME\"}").name();
            Iterator<JsonNode> events =
                    service.events("{\"preset\": \"TIME\", \"timeout\": 4}").iterator();
            JsonNode first = events.next();
            CompletableFuture<JsonNode> waiting =
                    CompletableFuture.supplyAsync(() -> lastOf(first, events));
            cluster.stopApiServer();

            assertThat(service.create("{\"preset\": \"TIME\"}").code())
                    .isEqualTo("cluster_unreachable");
            assertThat(service.get("/ephemeral/servers/" + name).status()).isEqualTo(502);
            assertThat(service.delete("/ephemeral/servers/" + name).status()).isEqualTo(502);
            Thread.sleep(10_000);
            cluster.startApiServer();

            assertThat(service.get("/ephemeral/servers/" + name).status()).isEqualTo(200);
            JsonNode last = waiting.get();
            assertThat(last.path("code").asText()).isIn("server_timeout", "cluster_unreachable");
            assertThat(service.delete("/ephemeral/servers/" + name + "?wait=true").status())
                    .isEqualTo(200);
            assertThat(service.get("/ephemeral/servers/" + name).status()).isEqualTo(404);
        }
    }

    /** Nothing schedules here, so it is not ready in time; the answer says why and names it. */
    @Test
    void tellsWhatItStillWaitsForWhenTimeIsOver(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        try (EphemeralService service = new EphemeralService(tenant.kubeconfig(), Map.of())) {
            EphemeralService.Answer late =
                    service.create(
                            "{\"preset\": \"TIME\", \"wait_for_ready\": true, \"timeout\": 2}");

            assertThat(late.status()).isEqualTo(504);
            assertThat(late.code()).isEqualTo("server_timeout");
            String name =
                    service.get("/ephemeral/servers").body().at("/servers/0/job_name").asText();
            assertThat(late.detail())
                    .contains(name)
                    .contains("within 2 seconds")
                    .contains("pending");

            List<JsonNode> told = events(service);
            assertThat(told.getFirst().path("status").asText()).isEqualTo("started");
            assertThat(told.stream().map(event -> event.path("message").asText()))
                    .anyMatch(message -> message.startsWith("created job time-"))
                    .anyMatch(message -> message.startsWith("pending"));
            assertThat(told.getLast().path("status").asText()).isEqualTo("error");
            assertThat(told.getLast().path("code").asText()).isEqualTo("server_timeout");
        }
    }

    /** A stream that never began is no stream. */
    @Test
    void answersAProblemBeforeAnythingHappened(TestCluster cluster) throws Exception {
        try (EphemeralService service =
                new EphemeralService(cluster.limitedKubeconfig(), Map.of())) {
            HttpResponse<String> refused = service.stream("{\"preset\": \"TIME\"}");

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).startsWith("{").contains("cannot create resource");
        }
    }

    private static List<JsonNode> events(EphemeralService service) {
        try {
            return service.events("{\"preset\": \"TIME\", \"timeout\": 4}").toList();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static JsonNode lastOf(JsonNode first, Iterator<JsonNode> more) {
        JsonNode last = first;
        while (more.hasNext()) {
            last = more.next();
        }
        return last;
    }

    private static EphemeralService.Answer create(EphemeralService service) {
        try {
            return service.create("{\"preset\": \"TIME\"}");
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
