package dev.mcpk8s.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.testcluster.NodeCluster;
import dev.mcpk8s.testcluster.NodeClusterExtension;
import dev.mcpk8s.testcluster.ProxyImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers that really run: pods on a node, with the proxy and a small real MCP server. */
@ExtendWith(NodeClusterExtension.class)
class EphemeralNodeTest {

    private static final String SECRET = "canary-value-51cc";
    private static final String SMALL =
            "\"resource_requests\": {\"cpu\": \"1m\", \"memory\": \"4Mi\"}";
    private static final String TESTSERVER =
            "\"runtime_exec\": \"testserver\", \"runtime_mcp\": \"serve\", " + SMALL;

    private static NodeCluster cluster;
    private static Tenant tenant;
    private static EphemeralService service;

    @BeforeAll
    static void start(NodeCluster node) {
        cluster = node;
        ProxyImage.giveTo(node);
        tenant = Tenant.in(node);
        service = new EphemeralService(tenant.kubeconfig(), settings());
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void startsWithNothing() throws Exception {
        tenant.kubectl("delete", "jobs", "--all");
        tenant.awaitNothingLeft();
    }

    private static Map<String, Object> settings() {
        return Map.of(
                "mcp-k8s.ephemeral.proxy-image",
                ProxyImage.NAME,
                "mcp-k8s.ephemeral.keep-finished",
                "3s",
                "mcp-k8s.ephemeral.maximum-per-owner",
                60,
                "mcp-k8s.execution.maximum-timeout",
                "3600s");
    }

    @Test
    void becomesReadyAndTellsHow() throws Exception {
        List<JsonNode> events =
                service.events("{" + TESTSERVER + ", \"env\": {\"A\": \"" + SECRET + "\"}}")
                        .toList();

        JsonNode last = events.getLast();
        assertThat(last.path("status").asText()).as("%s", events).isEqualTo("done");
        assertThat(last.at("/server/state").asText()).isEqualTo("ready");
        assertThat(last.at("/server/ready").asBoolean()).isTrue();
        assertThat(events.stream().map(event -> event.path("message").asText()))
                .anyMatch(message -> message.startsWith("Scheduled: "))
                .anyMatch(message -> message.startsWith("Started: "))
                .contains("ready");
        String name = last.at("/server/job_name").asText();
        assertThat(service.get("/ephemeral/servers/" + name).body().path("ready").asBoolean())
                .isTrue();
        assertThat(service.get("/ephemeral/servers").body().at("/servers/0/state").asText())
                .isEqualTo("ready");
        EphemeralService.Answer spoken =
                service.post(
                        last.at("/server/gateway_url").asText(),
                        """
                        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
                         "protocolVersion": "2025-06-18", "capabilities": {},
                         "clientInfo": {"name": "test", "version": "1"}}}
                        """);
        assertThat(spoken.body().at("/result/serverInfo/name").asText())
                .as("%s", spoken)
                .isNotEmpty();
        assertThat(service.delete("/ephemeral/servers/" + name + "?wait=true&timeout=120").status())
                .isEqualTo(200);
        tenant.awaitNothingLeft();
    }

    @Test
    void saysWhyAnImageCannotStart() throws Exception {
        EphemeralService.Answer failed =
                service.create("{\"image\": \"not-there:1\", \"wait_for_ready\": true}");

        assertThat(failed.status()).as("%s", failed).isEqualTo(502);
        assertThat(failed.code()).isEqualTo("server_failed");
        assertThat(failed.detail()).contains("ImagePullBackOff").contains("not-there:1");
        tenant.awaitNothingLeft();
    }

    /** Its own last words are told, without what is secret. */
    @Test
    void saysWhyAServerCrashes() throws Exception {
        List<JsonNode> events =
                service.events(
                                """
                                {"runtime_exec": "testserver", "runtime_mcp": "fail",
                                 "runtime_args": "3", "env": {"WORD": "told to fail"}, %s}
                                """
                                        .formatted(SMALL))
                        .toList();

        JsonNode last = events.getLast();
        assertThat(last.path("code").asText()).as("%s", events).isEqualTo("server_failed");
        assertThat(last.path("message").asText())
                .contains("exit code 3")
                .contains("testserver: ***")
                .doesNotContain("told to fail");
        assertThat(events.stream().map(event -> event.path("message").asText()))
                .anyMatch(message -> message.startsWith("log of "));
        tenant.awaitNothingLeft();
    }

    @Test
    void endsWhenItsTimeIsOver() throws Exception {
        String name = ready("{" + TESTSERVER + ", \"ttl_seconds\": 25, \"wait_for_ready\": true}");

        tenant.kubectl("wait", "--for=condition=FailureTarget", "--timeout=120s", "job/" + name);
        tenant.awaitNothingLeft();
        assertThat(service.get("/ephemeral/servers/" + name).status()).isEqualTo(404);
    }

    @Test
    void endsWhenNobodyUsesIt() throws Exception {
        String name = ready("{" + TESTSERVER + ", \"idle_seconds\": 5, \"wait_for_ready\": true}");

        tenant.kubectl("wait", "--for=condition=Complete", "--timeout=120s", "job/" + name);
        tenant.awaitNothingLeft();
    }

    @Test
    void startsFiftyAtOnce() throws Exception {
        List<CompletableFuture<EphemeralService.Answer>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(
                    CompletableFuture.supplyAsync(
                            () ->
                                    create(
                                            "{"
                                                    + TESTSERVER
                                                    + ", \"wait_for_ready\": true, \"timeout\": 1200}"),
                            task -> Thread.ofVirtual().start(task)));
        }
        List<EphemeralService.Answer> answers = all.stream().map(CompletableFuture::join).toList();

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(EphemeralService.Answer::name).distinct().count())
                .isEqualTo(50);
        assertThat(answers).allMatch(answer -> answer.body().path("ready").asBoolean());
        JsonNode listed = service.get("/ephemeral/servers").body().path("servers");
        assertThat(listed).hasSize(50).allMatch(server -> server.path("ready").asBoolean());
        for (JsonNode server : listed) {
            String name = server.path("job_name").asText();
            assertThat(service.delete("/ephemeral/servers/" + name).status()).isEqualTo(200);
        }
        tenant.awaitNothingLeft();
    }

    /** What is refused leaves nothing, and takes nothing from what runs. */
    @Test
    void refusesBesideAServerThatRuns() throws Exception {
        Map<String, Object> one = new HashMap<>(settings());
        one.put("mcp-k8s.ephemeral.maximum-per-owner", 1);
        try (EphemeralService strict = new EphemeralService(tenant.kubeconfig(), one)) {
            EphemeralService.Answer first =
                    strict.create("{" + TESTSERVER + ", \"wait_for_ready\": true}");
            assertThat(first.status()).as("%s", first).isEqualTo(201);

            EphemeralService.Answer second = strict.create("{" + TESTSERVER + "}");
            assertThat(second.status()).isEqualTo(403);
            assertThat(second.code()).isEqualTo("quota_exceeded");
            EphemeralService.Answer forbidden =
                    strict.create("{" + TESTSERVER + ", \"namespace\": \"default\"}");
            assertThat(forbidden.status()).isEqualTo(403);
            assertThat(forbidden.detail()).contains("cannot create resource \"jobs\"");
            EphemeralService.Answer nowhere =
                    strict.as(cluster.adminKubeconfig())
                            .create("{" + TESTSERVER + ", \"namespace\": \"not-there\"}");
            assertThat(nowhere.status()).isEqualTo(404);
            assertThat(nowhere.detail()).isEqualTo("namespaces \"not-there\" not found");

            String path = "/ephemeral/servers/" + first.name();
            assertThat(strict.get(path).body().path("ready").asBoolean()).isTrue();
            assertThat(strict.delete(path + "?wait=true&timeout=120").status()).isEqualTo(200);
            tenant.awaitNothingLeft();
        }
    }

    @Test
    void waitsForAnApiServerThatIsAway() throws Exception {
        CompletableFuture<List<JsonNode>> told = new CompletableFuture<>();
        AtomicBoolean stopped = new AtomicBoolean();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                told.complete(
                                        service.events("{" + TESTSERVER + "}")
                                                .peek(event -> stopOnce(event, stopped))
                                                .toList());
                            } catch (Exception failed) {
                                told.completeExceptionally(failed);
                            }
                        });

        List<JsonNode> events = told.join();

        assertThat(stopped).isTrue();
        assertThat(events.getLast().at("/server/state").asText())
                .as("%s", events)
                .isEqualTo("ready");
        String name = events.getLast().at("/server/job_name").asText();
        service.delete("/ephemeral/servers/" + name);
        tenant.awaitNothingLeft();
    }

    /** As soon as the server is waited for, the API server goes away for ten seconds. */
    private static void stopOnce(JsonNode event, AtomicBoolean stopped) {
        if (event.path("message").asText().matches("(pending|starting).*")
                && stopped.compareAndSet(false, true)) {
            cluster.stopApiServer();
            try {
                Thread.sleep(10_000);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } finally {
                cluster.startApiServer();
            }
        }
    }

    private static String ready(String body) {
        EphemeralService.Answer made = create(body);
        assertThat(made.body().path("state").asText()).as("%s", made).isEqualTo("ready");
        return made.name();
    }

    private static EphemeralService.Answer create(String body) {
        try {
            return service.create(body);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
