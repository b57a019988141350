package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.testcluster.NodeCluster;
import dev.mcpk8s.testcluster.NodeClusterExtension;
import dev.mcpk8s.testcluster.ProxyImage;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server in a pod of a real node, reached through two replicas of the service. */
@ExtendWith(NodeClusterExtension.class)
class GatewayTest {

    private static NodeCluster cluster;
    private static EphemeralPods pods;
    private static McpTestServer service;
    private static McpTestServer replica;
    private static NodeProject project;

    @BeforeAll
    static void start(NodeCluster given) throws Exception {
        cluster = given;
        pods = new EphemeralPods(cluster);
        pods.start("words");
        ProxyImage.giveTo(cluster);
        Map<String, Object> settings = Map.of("mcp-k8s.ephemeral.proxy-image", ProxyImage.NAME);
        service = new McpTestServer(settings);
        replica = new McpTestServer(settings);
        project = NodeProject.install("mcp-client");
        Files.copy(
                Path.of("..", "ephemeral-proxy", "testdata", "client.mjs"),
                project.folder().resolve("server-client.mjs"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @AfterAll
    static void stop() {
        if (replica != null) {
            service.close();
            replica.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"http, mcp", "sse, sse"})
    void aClientOfAnotherMakeGetsAlong(String transport, String endpoint) throws Exception {
        assertThat(speak(transport, path("words", endpoint))).endsWith("ok\n");
    }

    /** What the npm SDK's client says of a server, which is "ok" at the end. */
    private static String speak(String transport, String path) throws Exception {
        return project.mustRun(
                "node",
                "server-client.mjs",
                transport,
                service.address(path).toString(),
                "sessions",
                "{\"X-Kubeconfig\":\"" + pods.kubeconfig() + "\"}");
    }

    /** Made by one replica, spoken to by a foreign client, seen and deleted by the other. */
    @Test
    void aServerLivesItsWholeLife() throws Exception {
        String namespace = cluster.newNamespace();
        String body =
                """
                {"runtime_exec": "testserver", "runtime_mcp": "serve", "wait_for_ready": true,
                 "env": {"A": "b"}, "sa_config": {}, "namespace": "%s"}
                """
                        .formatted(namespace);
        HttpResponse<String> made = service.postTo("/ephemeral/servers", body, headers());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode server = McpTestServer.JSON.readTree(made.body());
        assertThat(speak("http", server.path("gateway_url").asText())).endsWith("ok\n");
        String name = server.path("job_name").asText();
        String deletion =
                "{\"pod_name\": \"%s\", \"namespace\": \"%s\"}".formatted(name, namespace);
        HttpResponse<String> deleted = replica.postTo("/delete_mcp_server", deletion, headers());
        assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
        String all =
                "jobs,pods,secrets,services,serviceaccounts,roles,rolebindings,networkpolicies";
        McpTestServer.await(
                "nothing is left",
                () ->
                        cluster.run(
                                        "get",
                                        all,
                                        "-n",
                                        namespace,
                                        "-l",
                                        "mcp-k8s.dev/server",
                                        "-o",
                                        "name")
                                .stdout()
                                .isEmpty());
    }

    @Test
    void anyReplicaAnswersInASession() throws Exception {
        String session = initialize();
        String[] headers = {"Mcp-Session-Id", session};

        JsonNode first = message(post(replica, "words", call(1, "pid", "{}"), headers));
        JsonNode second = message(post(service, "words", call(2, "pid", "{}"), headers));

        assertThat(text(first)).startsWith(text(second).replaceAll(" 2$", " "));
        assertThat(text(first)).endsWith(" 1");
        assertThat(text(second)).endsWith(" 2");
    }

    @Test
    void aClientThatLeavesEndsItsCall() throws Exception {
        String session = initialize();
        String slow = call("leaving", "slow", "{\"steps\":1,\"milliseconds\":600000}");
        HttpResponse<InputStream> call =
                service.open(
                        service.request(
                                path("words", "mcp"), slow, headers("Mcp-Session-Id", session)));
        assertThat(call.statusCode()).isEqualTo(200);

        call.body().close();

        McpTestServer.await(
                "the server was told", () -> pods.log("words").contains("cancelled \"leaving\""));
    }

    @Test
    void passesLargeAnswersToSlowReaders() throws Exception {
        String session = initialize();
        String flood = call(1, "flood", "{\"bytes\":12000000}");
        HttpResponse<InputStream> call =
                service.open(
                        service.request(
                                path("words", "mcp"), flood, headers("Mcp-Session-Id", session)));
        long read = 0;
        try (InputStream body = call.body()) {
            byte[] piece = new byte[1 << 20];
            for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
                read += length;
                Thread.sleep(5);
            }
        }

        assertThat(read).isBetween(12_000_000L, 12_001_000L);
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        pods.startSilent("silent");

        assertProblem(post(service, "nothing-there", "{}"), 404, "server_not_found");
        assertProblem(post(service, "Not_A_Name", "{}"), 400, "invalid_request");
        assertProblem(post(service, "silent", "{}"), 503, "server_not_ready");
        HttpResponse<String> forbidden =
                service.postTo(
                        path("words", "mcp"),
                        "{}",
                        "X-Kubeconfig",
                        EphemeralPods.encoded(cluster.limitedKubeconfig()));
        assertProblem(forbidden, 403, "api_status");
        assertThat(forbidden.body()).contains("pods/proxy");
        HttpResponse<String> stranger =
                service.postTo(
                        path("words", "mcp"),
                        "{}",
                        "X-Kubeconfig",
                        EphemeralPods.encoded(cluster.expiredCertificateKubeconfig()));
        assertProblem(stranger, 403, "api_status");
        assertThat(stranger.body()).contains("does not accept the kubeconfig's credentials");
        assertProblem(
                service.postTo(path("words", "mcp") + "&context=none", "{}", headers()),
                400,
                "invalid_request");
        assertProblem(service.postTo(path("words", "mcp"), "{}"), 400, "kubeconfig_missing");
        for (String to : new String[] {"/../../x", "//x", "x", "/a%2F..", "/a/../b", "/%2e%2e"}) {
            String path = path("words", "messages") + "&to=" + to.replace("%", "%25");
            assertProblem(service.postTo(path, "{}", headers()), 400, "invalid_request");
        }
    }

    @Test
    void followsAServerToItsNextPod() throws Exception {
        pods.start("moving");
        assertThat(
                        post(service, "moving", McpTestServer.initializeMessage("2025-06-18"))
                                .statusCode())
                .isEqualTo(200);
        pods.delete("moving");
        assertProblem(post(service, "moving", "{}"), 404, "server_not_found");

        pods.start("moving");

        assertThat(
                        post(service, "moving", McpTestServer.initializeMessage("2025-06-18"))
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersWithTheServersOwnErrors() throws Exception {
        HttpResponse<String> unknown =
                post(service, "words", call(1, "pid", "{}"), "Mcp-Session-Id", "unknown");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("this session has ended");
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(unknown.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    private static String initialize() throws Exception {
        HttpResponse<String> begun =
                post(service, "words", McpTestServer.initializeMessage("2025-06-18"));
        return begun.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    private static HttpResponse<String> post(
            McpTestServer to, String server, String body, String... more) throws Exception {
        return to.postTo(path(server, "mcp"), body, headers(more));
    }

    private static String path(String server, String endpoint) {
        return "/ephemeral/servers/" + server + "/" + endpoint + "?namespace=" + pods.namespace();
    }

    private static String[] headers(String... more) {
        String[] all = new String[more.length + 4];
        System.arraycopy(more, 0, all, 4, more.length);
        all[0] = "X-Kubeconfig";
        all[1] = pods.kubeconfig();
        all[2] = "Accept";
        all[3] = McpTestServer.BOTH;
        return all;
    }

    private static String call(Object id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + McpTestServer.JSON.valueToTree(id)
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\""
                + tool
                + "\",\"arguments\":"
                + arguments
                + "}}";
    }

    /** The only message of an answer. */
    private static JsonNode message(HttpResponse<String> answer) throws Exception {
        int data = answer.body().indexOf("data: ");
        return McpTestServer.JSON.readTree(answer.body().substring(Math.max(0, data + 6)));
    }

    private static String text(JsonNode message) {
        return message.at("/result/content/0/text").asText();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code)
            throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(McpTestServer.JSON.readTree(answer.body()).path("code").asText())
                .as(answer.body())
                .isEqualTo(code);
    }
}
