package dev.mcpk8s.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a server's container is told what to run, and where a client finds the server then. */
@ExtendWith(TestClusterExtension.class)
class ServerStartTest {

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
    void handsArgumentsOverAsWords() throws Exception {
        EphemeralService.Answer created =
                service.create(
                        """
                        {"runtime_exec": "uvx", "runtime_mcp": "my-server@1.2", "idle_seconds": 90,
                         "runtime_args": "--flag 'two words' --cost '$(X)' \\"a b\\"",
                         "cors_origins": ["https://a.example"], "port": 9000}
                        """);

        assertThat(created.name()).startsWith("my-server-");
        JsonNode container = object("job", created.name()).at("/spec/template/spec/containers/0");
        assertThat(container.path("command").toString()).isEqualTo("[\"mcp-proxy\"]");
        assertThat(container.path("args").toString())
                .isEqualTo(
                        "[\"--port\",\"9000\",\"--host\",\"0.0.0.0\",\"--allow-origin\","
                                + "\"https://a.example\",\"--idle-timeout\",\"90s\","
                                + "\"--start-timeout\",\"300s\",\"--\",\"uvx\","
                                + "\"my-server@1.2\",\"--flag\",\"two words\",\"--cost\",\"$$(X)\","
                                + "\"a b\"]");
        assertThat(created.body().at("/config/runtime_args").asText())
                .isEqualTo("--flag 'two words' --cost '$(X)' 'a b'");
        assertThat(created.body().path("url").asText())
                .isEqualTo(
                        "http://%s.%s.svc.cluster.local:9000/"
                                .formatted(created.name(), tenant.namespace()));
    }

    /** The proxy's own default is ten minutes. */
    @Test
    void tellsTheProxyHowLongItMayIdleAndStart() throws Exception {
        String name =
                service.create(
                                """
                                {"preset": "TIME", "idle_seconds": 0, "probe_config":
                                 {"initial_delay_seconds": 5, "period_seconds": 2,
                                  "failure_threshold": 10}}
                                """)
                        .name();

        assertThat(object("job", name).at("/spec/template/spec/containers/0/args").toString())
                .contains("\"--idle-timeout\",\"0s\",\"--start-timeout\",\"25s\"");
    }

    @Test
    void runsAnImageOfTheCallersOwnWithoutTheProxy() throws Exception {
        EphemeralService.Answer created =
                service.create(
                        """
                        {"image": "Reg.example:5000/Some_Team/My_Image@sha256:0123456789abcdef",
                         "entrypoint": ["/bin/serve", "--sse"]}
                        """);

        assertThat(created.name()).startsWith("my-image-");
        JsonNode container = object("job", created.name()).at("/spec/template/spec/containers/0");
        assertThat(container.path("command").toString()).isEqualTo("[\"/bin/serve\",\"--sse\"]");
        assertThat(container.has("args")).isFalse();
        assertThat(container.at("/readinessProbe/tcpSocket/port").asText()).isEqualTo("mcp");
        assertThat(container.at("/startupProbe/failureThreshold").asInt()).isEqualTo(300);
        assertThat(created.body().at("/config/runtime_exec").isNull()).isTrue();
    }

    @Test
    void namesTheAddressOfWhatItMade() throws Exception {
        String kubeconfig =
                Base64.getEncoder()
                        .encodeToString(tenant.kubeconfig().getBytes(StandardCharsets.UTF_8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> made =
                    client.send(
                            HttpRequest.newBuilder(
                                            service.bean(EmbeddedServer.class)
                                                    .getURI()
                                                    .resolve("/ephemeral/servers"))
                                    .header("X-Kubeconfig", kubeconfig)
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"preset\": \"TIME\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            String address = made.headers().firstValue("Location").orElseThrow();
            assertThat(service.get(address).name())
                    .isEqualTo(EphemeralService.tree(made.body()).path("job_name").asText());
        }
    }

    private static JsonNode object(String type, String name) {
        return EphemeralService.tree(tenant.kubectl("get", type, name, "-o", "json"));
    }
}
