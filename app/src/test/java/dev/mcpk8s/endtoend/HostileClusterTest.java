package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An API server that the caller made: what kubectl would do for it must end at the sandbox. */
@ExtendWith(TestClusterExtension.class)
class HostileClusterTest {

    private static final String CLIMB = "/../../../../../../../../../../../../../../../..";

    @TempDir private Path folder;
    private HttpServer server;
    private String redirect = "";
    private String groups = "{\"kind\":\"APIGroupList\",\"groups\":[]}";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void itsRedirectsDoNotLeadPastTheAddressRules(TestCluster cluster) throws Exception {
        redirect = "http://169.254.169.254/latest/meta-data";
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            String body = service.run(kubeconfig(), "label pod pod a=b").body();
            assertThat(body)
                    .contains("169.254.169.254:80", "not allowed", "\"exit_code\":1")
                    .contains("\"execution\":\"subprocess\"");
        }
    }

    @Test
    void itsKindsNameNoFilesForDiff(TestCluster cluster) throws Exception {
        Path written = Files.createDirectory(folder.resolve("written"));
        String manifest = "apiVersion: v1\nkind: X" + CLIMB + written + "/y\nmetadata: {name: x}\n";
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            assertThat(diff("diff -f a.yaml", manifest, service))
                    .contains("\"execution\":\"native\"");
            assertThat(diff("diff -k .", manifest, service)).contains("command_refused");
        }
        try (Stream<Path> files = Files.list(written)) {
            assertThat(files).isEmpty();
        }
    }

    /** kubectl keeps what it learns of a group in a file named after the group. */
    @Test
    void itsGroupsNameNoFilesOfTheServer(TestCluster cluster) throws Exception {
        Path written = Files.createDirectory(folder.resolve("written"));
        groups = GROUPS.replace("GROUP", CLIMB.substring(1) + written + "/g");
        Map<String, String> uncontained = Map.of("MCP_K8S_SANDBOX_CONTAINMENT", "off");
        try (RunningService service =
                RunningService.start(folder, cluster.kubectl(), uncontained)) {
            service.run(kubeconfig(), "label pod pod a=b");
        }
        assertThat(written.resolve("g")).as("what is to be held back").isDirectory();
        try (Stream<Path> made = Files.walk(written.resolve("g"))) {
            made.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
        assertThat(written.resolve("g")).doesNotExist();
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            assertThat(service.get("/tools/status")).contains("\"files\":true");
            assertThat(service.run(kubeconfig(), "label pod pod a=b").body())
                    .contains("\"execution\":\"subprocess\"");
        }
        assertThat(written.resolve("g")).doesNotExist();
    }

    private String diff(String line, String manifest, RunningService service) throws Exception {
        Map<String, Object> files = Map.of("files", Map.of("a.yaml", manifest));
        return service.post("/tools/kubectl", Kubeconfigs.body(line, kubeconfig(), files)).body();
    }

    private String kubeconfig() {
        return Kubeconfigs.to("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/pods/pod")) {
            exchange.getResponseHeaders().set("Location", redirect);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        String text =
                switch (path) {
                    case "/api" -> "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}";
                    case "/apis" -> groups;
                    case "/api/v1" -> RESOURCES.replace("WRITTEN", CLIMB + folder + "/written/y");
                    default -> path.contains("/written/") ? RESOURCES.replace("WRITTEN", "") : POD;
                };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static final String RESOURCES =
            """
            {"kind":"APIResourceList","groupVersion":"v1","resources":[
            {"name":"pods","singularName":"pod","kind":"Pod","namespaced":true,"verbs":["get"]},
            {"name":"xs","singularName":"x","kind":"XWRITTEN","namespaced":true,"verbs":["get"]}]}
            """;
    private static final String GROUPS =
            """
            {"kind":"APIGroupList","apiVersion":"v1","groups":[{"name":"GROUP",
            "versions":[{"groupVersion":"GROUP/v1","version":"v1"}],
            "preferredVersion":{"groupVersion":"GROUP/v1","version":"v1"}}]}
            """;
    private static final String POD =
            """
            {"kind":"Pod","apiVersion":"v1","metadata":{"name":"pod","namespace":"default"},
            "spec":{"containers":[{"name":"c"}]}}
            """;
}
