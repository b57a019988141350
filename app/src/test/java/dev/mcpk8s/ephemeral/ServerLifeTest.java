package dev.mcpk8s.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.resource.ClusterSessions;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The cluster is the only store: what several replicas, a crash and time do to servers. */
@ExtendWith(TestClusterExtension.class)
class ServerLifeTest {

    @Test
    void anotherReplicaSeesAndDeletesWhatOneMade(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        String name;
        try (EphemeralService first = new EphemeralService(tenant.kubeconfig(), Map.of())) {
            name = first.create("{\"preset\": \"TIME\", \"env\": {\"A\": \"b\"}}").name();
        }
        try (EphemeralService second = new EphemeralService(tenant.kubeconfig(), Map.of())) {
            JsonNode listed = second.get("/ephemeral/servers").body().path("servers");
            assertThat(listed).hasSize(1);
            assertThat(listed.at("/0/job_name").asText()).isEqualTo(name);
            assertThat(listed.at("/0/config/preset").asText()).isEqualTo("TIME");
            assertThat(second.get("/ephemeral/servers/" + name).body().path("state").asText())
                    .isIn("pending", "starting");

            EphemeralService.Answer deleted = second.delete("/ephemeral/servers/" + name);
            assertThat(deleted.status()).isEqualTo(200);
            assertThat(deleted.body().path("state").asText()).isEqualTo("deleting");
            EphemeralService.Answer again = second.delete("/ephemeral/servers/" + name);
            assertThat(again.status()).isEqualTo(404);
            assertThat(again.code()).isEqualTo("server_not_found");
            tenant.awaitNothingLeft();
            assertThat(second.get("/ephemeral/servers/" + name).status()).isEqualTo(404);
        }
    }

    @Test
    void listsAHundredServersInTwoCalls(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        Map<String, Object> settings = Map.of("mcp-k8s.ephemeral.maximum-per-owner", 100);
        try (ApiServerInTheMiddle middle = new ApiServerInTheMiddle(cluster, tenant.kubeconfig());
                EphemeralService service =
                        new EphemeralService(middle.kubeconfig(tenant.kubeconfig()), settings)) {
            Set<String> names = new HashSet<>();
            for (int round = 0; round < 10; round++) {
                IntStream.range(0, 10)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> create(service)))
                        .toList()
                        .forEach(made -> names.add(made.join().name()));
            }
            assertThat(names).hasSize(100);
            middle.forget();

            JsonNode listed = service.get("/ephemeral/servers").body().path("servers");

            assertThat(listed).hasSize(100);
            listed.forEach(server -> assertThat(names).contains(server.path("job_name").asText()));
            assertThat(middle.calls()).hasSize(2).allMatch(call -> call.startsWith("GET "));
            cluster.run("delete", "namespace", tenant.namespace(), "--wait=false").orThrow();
        }
    }

    /** What the API server fails to say is never taken for "not there". */
    @Test
    void aClusterThatFailsHasNotLostItsServers(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        try (ApiServerInTheMiddle middle = new ApiServerInTheMiddle(cluster, tenant.kubeconfig());
                EphemeralService service =
                        new EphemeralService(middle.kubeconfig(tenant.kubeconfig()), Map.of())) {
            String path = "/ephemeral/servers/" + create(service).name();
            middle.fail(call -> call.contains("/jobs"));

            for (EphemeralService.Answer failed :
                    List.of(
                            service.get(path),
                            service.get("/ephemeral/servers"),
                            service.delete(path))) {
                assertThat(failed.status()).as("%s", failed).isEqualTo(502);
                assertThat(failed.code()).isEqualTo("api_status");
            }
            middle.fail(call -> false);
            assertThat(service.delete(path).status()).isEqualTo(200);
        }
    }

    /** The whole of it without HTTP: the class that every surface calls. */
    @Test
    void isAClassToUseFromJava(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        try (ApplicationContext context = ApplicationContext.run()) {
            EphemeralServers servers = context.getBean(EphemeralServers.class);
            ServerSpec spec = context.getBean(ServerSpecs.class).read(Map.of("preset", "TIME"));
            List<String> progress = new ArrayList<>();
            ServerCall call =
                    new ServerCall(
                            new ClusterTarget(tenant.kubeconfig(), null, null),
                            new Cancellation(),
                            progress::add);

            EphemeralServer made = servers.create(call, spec, null);

            assertThat(made.state()).isIn(ServerState.PENDING, ServerState.STARTING);
            assertThat(servers.list(call, false)).extracting("jobName").contains(made.jobName());
            assertThat(servers.get(call, made.jobName()).owner()).isEqualTo(made.owner());
            assertThatThrownBy(
                            () -> servers.awaitReady(call, made.jobName(), Duration.ofSeconds(1)))
                    .hasMessageContaining(made.jobName());
            servers.delete(call, made.jobName(), Duration.ofSeconds(60));
            assertThat(servers.list(call, false)).isEmpty();
            assertThat(progress).contains("created job " + made.jobName(), "deleting");
        }
    }

    /** Time to live is the cluster's own business: no replica is needed for it. */
    @Test
    void endsWhenItsTimeIsOver(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        String name;
        try (EphemeralService service =
                new EphemeralService(
                        tenant.kubeconfig(), Map.of("mcp-k8s.ephemeral.keep-finished", "5s"))) {
            name = service.create("{\"preset\": \"TIME\", \"ttl_seconds\": 2}").name();
            tenant.kubectl("wait", "--for=condition=Failed", "--timeout=60s", "job/" + name);
            EphemeralService.Answer seen = service.get("/ephemeral/servers/" + name);
            assertThat(seen.status() == 404 || seen.body().path("state").asText().equals("expired"))
                    .as("%s", seen)
                    .isTrue();
        }
        tenant.awaitNothingLeft();
    }

    /** What a service that was killed between two steps leaves is found and removed. */
    @Test
    void sweepsWhatAnInterruptedCreationLeft(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        try (EphemeralService service = new EphemeralService(tenant.kubeconfig(), Map.of());
                ClusterObjects objects = objects(service, tenant)) {
            ServerSpec spec =
                    service.bean(ServerSpecs.class)
                            .read(Map.of("preset", "TIME", "env", Map.of("A", "b")));
            ServerManifests manifests =
                    new ServerManifests(
                            ServerNames.unique("time"),
                            tenant.namespace(),
                            Owner.of(objects),
                            spec,
                            service.bean(EphemeralSettings.class));
            JsonNode job = objects.create(Types.JOBS, tenant.namespace(), manifests.job());
            ServerManifests.Part secret = manifests.parts(job).getFirst();
            objects.create(secret.type(), tenant.namespace(), secret.object());

            assertThat(service.get("/ephemeral/servers").body().at("/servers/0/state").asText())
                    .isEqualTo("creating");
            assertThat(new Sweep(objects, Instant.now()).run()).isZero();
            assertThat(new Sweep(objects, Instant.now().plus(Duration.ofHours(1))).run())
                    .isEqualTo(1);
            tenant.awaitNothingLeft();
        }
    }

    @Test
    void sweepsObjectsWhoseJobIsGone(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        cluster.apply(
                """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: lost
                  namespace: %s
                  labels: {app.kubernetes.io/managed-by: mcp-k8s, mcp-k8s.dev/server: lost}
                """
                        .formatted(tenant.namespace()));
        try (EphemeralService service = new EphemeralService(tenant.kubeconfig(), Map.of());
                ClusterObjects objects = objects(service, tenant)) {
            String name = service.create("{\"preset\": \"TIME\"}").name();

            assertThat(new Sweep(objects, Instant.now()).run()).isZero();
            assertThat(new Sweep(objects, Instant.now().plus(Duration.ofMinutes(10))).run())
                    .isEqualTo(1);
            assertThat(tenant.leftovers()).doesNotContain("lost").contains(name);
        }
    }

    /** One that it may not look into keeps it from none of the others. */
    @Test
    void sweepsTheNamespacesThatItIsTold(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        try (EphemeralService service = new EphemeralService(tenant.kubeconfig(), Map.of());
                ClusterObjects objects = objects(service, tenant)) {
            service.create("{\"preset\": \"TIME\", \"ttl_seconds\": 60}");
            Sweep later = new Sweep(objects, Instant.now().plus(Duration.ofHours(3)));

            assertThatThrownBy(() -> later.run(List.of("default", tenant.namespace())))
                    .hasMessageContaining("cannot list resource \"jobs\"")
                    .hasMessageContaining("namespace \"default\"");

            tenant.awaitNothingLeft();
        }
    }

    @Test
    void onlyOneReplicaSweeps(TestCluster cluster) throws Exception {
        Tenant tenant = Tenant.in(cluster);
        try (EphemeralService service = new EphemeralService(tenant.kubeconfig(), Map.of());
                ClusterObjects objects = objects(service, tenant)) {
            ReaperLease one = new ReaperLease(Duration.ofSeconds(30));
            ReaperLease two = new ReaperLease(Duration.ofSeconds(30));
            Instant now = Instant.now();

            assertThat(one.hold(objects, now)).isTrue();
            assertThat(two.hold(objects, now.plusSeconds(20))).isFalse();
            assertThat(one.hold(objects, now.plusSeconds(25))).isTrue();
            assertThat(two.hold(objects, now.plusSeconds(50))).isFalse();
            assertThat(two.hold(objects, now.plusSeconds(60))).isTrue();
            assertThat(one.hold(objects, now.plusSeconds(61))).isFalse();
        }
    }

    private static ClusterObjects objects(EphemeralService service, Tenant tenant)
            throws Exception {
        return new ClusterObjects(
                service.bean(ClusterSessions.class)
                        .open(
                                new ClusterTarget(tenant.kubeconfig(), null, null),
                                GlobalFlags.NONE,
                                new Cancellation(),
                                warning -> {}));
    }

    private static EphemeralService.Answer create(EphemeralService service) {
        try {
            EphemeralService.Answer made = service.create("{\"preset\": \"TIME\"}");
            assertThat(made.status()).as("%s", made).isEqualTo(201);
            return made;
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
