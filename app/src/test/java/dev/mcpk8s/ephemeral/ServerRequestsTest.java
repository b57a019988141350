package dev.mcpk8s.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be asked for, on each of the surfaces. */
@ExtendWith(TestClusterExtension.class)
class ServerRequestsTest {

    private static Tenant tenant;
    private static EphemeralService service;

    @BeforeAll
    static void start(TestCluster cluster) {
        tenant = Tenant.in(cluster);
        service =
                new EphemeralService(
                        tenant.kubeconfig(),
                        Map.of(
                                "mcp-k8s.ephemeral.allowed-images", "reg.example/",
                                "mcp-k8s.ephemeral.proxy-image", "proxy:1",
                                "mcp-k8s.ephemeral.maximum-time-to-live", "2h"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                                       => name a preset
                    {"preset": "NONE"}                                       => K8S_MCP_SERVER, FETCH
                    {"preset": 1}                                            => preset must be
                    {"presett": "TIME"}                                      => presett is no field
                    {"runtime_exec": "uvx"}                                  => runtime_mcp is missing
                    {"runtime_mcp": "x"}                                     => runtime_exec is missing
                    {"runtime_exec": "", "runtime_mcp": "x"}                 => runtime_exec is missing
                    {"image": "proxy:1"}                                     => is a proxy
                    {"image": "r.example/bobmerkus/mcp-ephemeral-k8s-proxy:latest"} => is a proxy
                    {"image": "r.example/sparfenyuk/mcp-proxy@sha256:0"}     => is a proxy
                    {"runtime_exec": 7, "runtime_mcp": "a"} => runtime_exec must be a string, or a list
                    {"image": "reg.example/x", "runtime_args": "a"}          => runtime_args needs
                    {"image": "a b"}                                         => image must be
                    {"preset": "TIME", "port": 99999}                        => port must be a whole number from 1 to 65535
                    {"preset": "TIME", "port": 80.5}                         => port must be
                    {"preset": "TIME", "host": "a b"}                        => host must be
                    {"preset": "TIME", "env": {"A B": "x"}}                  => env has a name
                    {"preset": "TIME", "env": {"A": {"b": "c"}}}             => env.A must be
                    {"preset": "TIME", "env": ["A"]}                         => env must be an object
                    {"preset": "TIME", "resource_limits": {"cpu": "lots"}}   => resource_limits must be
                    {"preset": "TIME", "cors_origins": ["x y"]}              => cors_origins must
                    {"preset": "TIME", "probe_config": {"period_seconds": 0}} => probe_config.period_seconds must be
                    {"preset": "TIME", "sa_config": {"preset": "all"}}       => sa_config.preset must be minimal or extensive
                    {"preset": "TIME", "sa_config": {"cluster_wide": true}}  => sa_config.cluster_wide must be false
                    {"preset": "TIME", "sa_config": {"rules": [{"verbs": ["get"]}]}} => sa_config.rules[0].resources must be
                    {"preset": "TIME", "ttl_seconds": 7201}                  => ttl_seconds must be a whole number from 1 to 7200
                    {"preset": "TIME", "runtime_args": "a $(b)"}             => runtime_args:
                    {"preset": "TIME", "runtime_args": "a | b"}              => runtime_args holds a pipe
                    {"preset": "TIME", "runtime_args": ["a", 1]}             => runtime_args[1] must be
                    {"preset": "GITHUB"}                                     => env.GITHUB_PERSONAL_ACCESS_TOKEN is missing
                    {"preset": "TIME", "wait_for_ready": "yes"}              => wait_for_ready must be
                    {"preset": "TIME", "timeout": 0}                         => timeout must be
                    []                                                       => must be a JSON object
                    """)
    void refusesWithTheFieldsName(String body, String detail) throws Exception {
        EphemeralService.Answer refused = service.create(body);

        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.detail()).contains(detail);
    }

    @Test
    void allowsOnlyTheOperatorsImages() throws Exception {
        EphemeralService.Answer refused = service.create("{\"image\": \"elsewhere/x\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden");
        assertThat(refused.detail()).contains("reg.example/");

        assertThat(service.create("{\"image\": \"reg.example/x:1\"}").status()).isEqualTo(201);
        assertThat(service.create("{\"preset\": \"TIME\"}").body().at("/config/image").asText())
                .isEqualTo("proxy:1");
    }

    @Test
    void asksForAKubeconfig() throws Exception {
        try (EphemeralService bare = new EphemeralService("", Map.of())) {
            assertThat(bare.create("{\"preset\": \"TIME\"}").code())
                    .isEqualTo("kubeconfig_missing");
            assertThat(bare.get("/ephemeral/servers").code()).isEqualTo("kubeconfig_missing");
            JsonNode toModel = bare.tool("list_mcp_servers", "{}");
            assertThat(toModel.at("/structuredContent/code").asText())
                    .isEqualTo("kubeconfig_missing");
            assertThat(toModel.at("/content/0/text").asText())
                    .contains("whoever configures this client")
                    .doesNotContain("field kubeconfig");
            assertThat(bare.tool("list_presets", "{}").path("isError").asBoolean()).isFalse();
            String body =
                    EphemeralService.JSON
                            .createObjectNode()
                            .put("preset", "TIME")
                            .put("kubeconfig", tenant.kubeconfig())
                            .toString();
            assertThat(bare.create(body).status()).isEqualTo(201);
        }
    }

    @Test
    void answersOlderPathsInTheirOldForm() throws Exception {
        EphemeralService.Answer made = service.post("/create_mcp_server", "{}");
        assertThat(made.status()).as("%s", made).isEqualTo(200);
        String name = made.body().path("pod_name").asText();
        assertThat(name).startsWith("mcp-server-fetch-");
        assertThat(made.body().at("/config/runtime_exec").asText()).isEqualTo("uvx");

        JsonNode listed = service.get("/list_mcp_servers").body().path("servers");
        assertThat(listed.findValuesAsText("pod_name")).contains(name);

        String body = "{\"pod_name\": \"" + name + "\"}";
        assertThat(service.post("/delete_mcp_server", body).body().path("pod_name").asText())
                .isEqualTo(name);
        EphemeralService.Answer again = service.post("/delete_mcp_server", body);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.detail()).contains(name);
        assertThat(service.post("/delete_mcp_server", "{}").status()).isEqualTo(422);
        assertThat(service.post("/create_mcp_server", "{\"env\": 1}").status()).isEqualTo(422);
        String none = "{\"runtime_exec\": null, \"runtime_mcp\": \"x\"}";
        assertThat(service.post("/create_mcp_server", none).status()).isEqualTo(422);
    }

    @Test
    void servesTheToolsOfModels() throws Exception {
        JsonNode made =
                service.tool(
                        "create_mcp_server",
                        "{\"runtime_exec\": \"npx\", \"runtime_mcp\": \"@a/server-b\"}");
        assertThat(made.path("isError").asBoolean()).as("%s", made).isFalse();
        String name = made.at("/structuredContent/job_name").asText();
        assertThat(name).startsWith("server-b-");
        assertThat(EphemeralService.tree(made.at("/content/0/text").asText()))
                .isEqualTo(made.get("structuredContent"));

        assertThat(
                        service.tool("list_mcp_servers", "{}")
                                .at("/structuredContent/result")
                                .findValuesAsText("job_name"))
                .contains(name);
        String argument = "{\"job_name\": \"" + name + "\"}";
        assertThat(
                        service.tool("get_mcp_server_status", argument)
                                .at("/structuredContent/state")
                                .asText())
                .isIn("pending", "starting");
        assertThat(
                        service.tool(
                                        "delete_mcp_server",
                                        "{\"job_name\": \""
                                                + name
                                                + "\", \"wait_for_deletion\": true}")
                                .path("isError")
                                .asBoolean())
                .isFalse();
        JsonNode absent = service.tool("get_mcp_server_status", argument);
        assertThat(absent.path("isError").asBoolean()).isTrue();
        assertThat(absent.at("/structuredContent/code").asText()).isEqualTo("server_not_found");
    }

    @Test
    void tellsModelsOfVersionsAndOfArgumentsThatThereAreNot() throws Exception {
        assertThat(service.tool("get_version", "{}").at("/structuredContent/name").asText())
                .isEqualTo("mcp-k8s");
        assertThat(
                        service.tool("list_mcp_servers", "{\"nonsense\": 1}")
                                .at("/content/0/text")
                                .asText())
                .contains("there is no argument \"nonsense\"");
    }

    @Test
    void isNotThereWhereItIsSwitchedOff() throws Exception {
        try (EphemeralService off =
                new EphemeralService(
                        tenant.kubeconfig(), Map.of("mcp-k8s.ephemeral.enabled", false))) {
            assertThat(off.get("/ephemeral/servers").status()).isEqualTo(404);
            assertThat(off.get("/list_mcp_servers").status()).isEqualTo(404);
            assertThat(off.tool("list_mcp_servers", "{}").isMissingNode()).isTrue();
        }
    }
}
