package dev.mcpk8s.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.client.RawConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    private static Service service;

    @BeforeAll
    static void start() {
        service = new Service(Map.of("mcp-k8s.http.allowed-origins", "https://ok.example"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theToolsAreListedInTheirOrder() throws Exception {
        JsonNode tools =
                RequestJson.STRICT.readTree(service.get("/tools/status").body()).get("tools");

        assertThat((Iterable<String>) tools::fieldNames)
                .containsExactly("kubectl", "helm", "istioctl", "argocd");
        assertThat(tools.get("kubectl").toString())
                .isEqualTo(
                        "{\"available\":true,\"description\":\"Kubernetes command-line tool\","
                                + "\"version\":\"v1.36.2\"}");
        assertThat(tools.get("helm").toString())
                .isEqualTo(
                        "{\"available\":false,\"description\":\"Kubernetes package manager\","
                                + "\"error\":\"helm not found in PATH\"}");
    }

    @Test
    void whatHoldsTheToolsBackStandsBesideThem() throws Exception {
        JsonNode status = RequestJson.STRICT.readTree(service.get("/tools/status").body());

        assertThat(status.get("containment").toString()).isEqualTo("{\"files\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/liveness", "/health/readiness"})
    void healthIsUp(String path) throws Exception {
        HttpResponse<String> answer = service.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(RequestJson.STRICT.readTree(answer.body()).get("status").asText())
                .isEqualTo("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tools/status", "/health", "/metrics", "/openapi.json", "/docs", "/"})
    void whatHasOneFormIsAnsweredInIt(String path) {
        assertThat(
                        service.send(service.request(path).header("Accept", "image/png").GET())
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void metricsAreInPrometheusTextFormat() {
        HttpResponse<String> answer = service.get("/metrics");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.body()).contains("# TYPE mcpk8s_commands_running gauge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs"})
    void aPageNeedsNothingFromElsewhere(String path) {
        HttpResponse<String> page = service.get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'");
        List<String> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(page.body());
        while (matcher.find()) {
            links.add(matcher.group(1));
        }
        assertThat(links).isNotEmpty();
        for (String link : links) {
            if (!link.equals("data:,")) {
                assertThat(link).startsWith("/");
                assertThat(service.get(link).statusCode()).as(link).isEqualTo(200);
            }
        }
    }

    @Test
    void otherFilesOfTheClassPathAreNotServed() {
        assertThat(service.get("/page/application.yml").statusCode()).isEqualTo(404);
        assertThat(service.get("/page/..%2Fapplication.yml").statusCode()).isEqualTo(404);
    }

    @Test
    void theDescriptionNamesAddressesThatExist() throws Exception {
        JsonNode api = RequestJson.STRICT.readTree(service.get("/openapi.json").body());

        assertThat((Iterable<String>) api.get("paths")::fieldNames)
                .contains("/tools/{tool}", "/sse", "/tools/status", "/health", "/metrics");
        assertThat(api.findValuesAsText("$ref")).isNotEmpty();
        for (String reference : api.findValuesAsText("$ref")) {
            assertThat(api.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
        }
        for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
            String method = path.getValue().has("post") ? "POST" : "GET";
            HttpRequest.Builder request =
                    service.request(path.getKey().replace("{tool}", "helm").replace("{name}", "a"))
                            .method(method, HttpRequest.BodyPublishers.noBody());
            assertThat(service.send(request).statusCode()).as(path.getKey()).isNotIn(404, 405);
        }
    }

    @Test
    void theDescribedExampleIsARequestThatWorks() {
        HttpResponse<String> answer =
                service.send(
                        service.post(
                                "/tools/helm",
                                "{\"command\": \"echo\", \"timeout\": 60, \"namespace\": \"a\"}"));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, 403",
        "null, 403",
        "https://ok.example, 200",
        "http://localhost:1, 403",
        "file:///x, 403",
        "::, 403"
    })
    void foreignPagesAreRefused(String origin, int status) {
        try (RawConnection connection = service.connect()) {
            connection.ask(
                    "/tools/helm", "{\"command\": \"echo a\"}", "Origin: " + origin + "\r\n");
            RawConnection.Answer answer = connection.read();
            assertThat(answer.status()).isEqualTo(status);
            if (status == 403) {
                assertThat(answer.body()).contains("allowed-origins", "\"exit_code\":-1");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 403",
        "evil.example:9096, 403",
        "localhost.evil.example, 403",
        "127.0.0.1:9096, 200",
        "LOCALHOST, 200",
        "[::1]:9096, 200"
    })
    void aForeignNameForTheLoopbackIsRefused(String host, int status) {
        try (RawConnection connection = service.connect()) {
            connection.send("GET /tools/status HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            assertThat(connection.read().status()).isEqualTo(status);
        }
    }

    @Test
    void thePagesOwnOriginMayCall() {
        try (RawConnection connection = service.connect()) {
            connection.ask(
                    "/tools/helm", "{\"command\": \"echo a\"}", "Origin: http://localhost\r\n");
            assertThat(connection.read().status()).isEqualTo(200);
        }
    }
}
