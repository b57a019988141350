package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.client.RawConnection;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of bad input that the contract names, against the running service and a real cluster:
 * a clear answer, the connection usable afterwards, and no secret in the log or on the disk.
 */
@ExtendWith(TestClusterExtension.class)
class BadInputTest {

    private static final Pattern SECRET =
            Pattern.compile("(?:token|client-key-data|certificate-authority-data): *(\\S{8,})");

    @TempDir private static Path folder;
    private static RunningService service;

    /** Names resolve by a file, so that one can lead to a metadata address. */
    @BeforeAll
    static void start(TestCluster cluster) throws Exception {
        Path hosts =
                Files.writeString(
                        folder.resolve("hosts"),
                        """
                        127.0.0.1 localhost
                        169.254.169.254 metadata.example
                        fe80::1 link.example
                        """);
        service =
                RunningService.start(
                        folder,
                        cluster.kubectl(),
                        Map.of(
                                "JAVA_TOOL_OPTIONS",
                                "-Djdk.net.hosts.file=" + hosts,
                                "MCP_K8S_CLUSTER_CONNECT_TIMEOUT",
                                "2s"));
    }

    /** The log of everything above, and what lies on the disk. */
    @AfterAll
    static void nothingIsLeft(TestCluster cluster) throws Exception {
        service.terminate(30);
        String log = service.log();
        service.close();
        assertThat(log).doesNotContain(Kubeconfigs.TOKEN);
        for (String kubeconfig :
                List.of(
                        cluster.adminKubeconfig(),
                        cluster.clientCertificateKubeconfig(),
                        cluster.expiredCertificateKubeconfig())) {
            Matcher secret = SECRET.matcher(kubeconfig);
            assertThat(secret.find()).isTrue();
            do {
                assertThat(log.contains(secret.group(1))).as("a secret is logged").isFalse();
            } while (secret.find());
        }
        try (Stream<Path> files = Files.walk(RunningService.sandbox(folder))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    static Stream<BadKubeconfig> refusedKubeconfigs() {
        return BadKubeconfig.all();
    }

    @ParameterizedTest
    @MethodSource("refusedKubeconfigs")
    void aKubeconfigIsRefusedNativelyAndForPrograms(BadKubeconfig bad, TestCluster cluster)
            throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            for (String command : List.of("get namespaces", "label namespace default --list")) {
                RawConnection.Answer answer =
                        connection.post(
                                "/tools/kubectl", Kubeconfigs.body(command, bad.kubeconfig()));
                assertProblem(answer, bad.status(), bad.code(), bad.text());
                assertUsable(connection, cluster);
            }
        }
    }

    @Test
    void whatTheClusterAnswersIsKubectls(TestCluster cluster) throws Exception {
        String admin = cluster.adminKubeconfig();
        assertCommandFails(
                Kubeconfigs.to("https://127.0.0.1:1"),
                "The connection to the server 127.0.0.1:1 was refused",
                cluster);
        assertCommandFails(
                cluster.wrongCaKubeconfig(), "certificate signed by unknown authority", cluster);
        assertCommandFails(
                cluster.expiredCertificateKubeconfig(), "You must be logged in", cluster);
        assertCommandFails(
                admin.replaceAll("token: .*", "token: " + Kubeconfigs.TOKEN),
                "You must be logged in",
                cluster);
        assertCommandFails(
                cluster.limitedKubeconfig(), "Error from server (Forbidden): namespaces", cluster);
        assertCommandFails(
                admin.replaceAll("current-context: .*", "current-context: nope"),
                "context was not found for specified context: nope",
                cluster);
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpWithinTheConnectLimit(TestCluster cluster)
            throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertCommandFails(
                    Kubeconfigs.to("https://127.0.0.1:" + silent.getLocalPort()),
                    "TLS handshake timeout",
                    cluster);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "get 'ns ~ 400 ~ command_invalid ~ never closed",
                "get ns; id ~ 400 ~ command_refused ~ command list",
                "get ns && id ~ 400 ~ command_refused ~ command list",
                "get ns $(id) ~ 400 ~ command_refused ~ command substitution",
                "get ns `id` ~ 400 ~ command_refused ~ command substitution",
                "get ns > /tmp/x ~ 400 ~ command_refused ~ redirect",
                "get ns < /tmp/x ~ 400 ~ command_refused ~ position",
                "get ns --frob ~ 200 ~ 1 ~ error: unknown flag: --frob",
                "get ns -Z ~ 200 ~ 1 ~ error: unknown shorthand flag: 'Z' in -Z",
                "frob ~ 200 ~ 1 ~ error: unknown command \"frob\" for \"kubectl\"",
            })
    void aCommandLineIsExplained(
            String command, int status, String code, String text, TestCluster cluster)
            throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            RawConnection.Answer answer =
                    connection.post(
                            "/tools/kubectl", Kubeconfigs.body(command, cluster.adminKubeconfig()));
            if (status == 200) {
                assertThat(answer.json().path("exit_code").asText()).isEqualTo(code);
                assertThat(answer.json().path("error").asText()).startsWith(text);
            } else {
                assertProblem(answer, status, code, text);
            }
            assertUsable(connection, cluster);
        }
    }

    @Test
    void headersBodiesAndJsonHaveLimits(TestCluster cluster) throws Exception {
        String fine = Kubeconfigs.body("api-versions", cluster.adminKubeconfig());
        try (RawConnection connection = new RawConnection(service.port())) {
            assertThat(
                            connection
                                    .post("/tools/kubectl", fine, header(64 * 1024))
                                    .json()
                                    .path("success")
                                    .asBoolean())
                    .isTrue();
            assertProblem(
                    connection.post("/tools/kubectl", "{\"command\": "), 400, "invalid_json", "");
            assertUsable(connection, cluster);
        }
        try (RawConnection connection = new RawConnection(service.port())) {
            RawConnection.Answer large =
                    connection.post("/tools/kubectl", fine, header(200 * 1024));
            assertProblem(large, 431, "headers_too_large", "");
            assertUsableUnlessItCloses(connection, large, cluster);
        }
        try (RawConnection connection = new RawConnection(service.port())) {
            RawConnection.Answer large =
                    connection.post("/tools/kubectl", "{\"x\": \"" + "y".repeat(40 << 20) + "\"}");
            assertProblem(large, 413, "body_too_large", "");
            assertUsableUnlessItCloses(connection, large, cluster);
        }
    }

    @Test
    void aClientThatLeavesHalfWayHarmsNobody(TestCluster cluster) throws Exception {
        for (String type : List.of("application/json", "multipart/form-data; boundary=b")) {
            try (RawConnection connection = new RawConnection(service.port())) {
                connection.send(
                        "POST /tools/kubectl HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                                + type
                                + "\r\nContent-Length: 5000\r\n\r\n--b\r\nContent-Disp");
            }
        }
        try (RawConnection connection = new RawConnection(service.port())) {
            String part = "--b\r\nContent-Disposition: form-data; name=\"command\"\r\n\r\nget ns";
            connection.send(
                    "POST /tools/kubectl HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                            + " multipart/form-data; boundary=b\r\nContent-Length: "
                            + part.length()
                            + "\r\n\r\n"
                            + part);
            RawConnection.Answer truncated = connection.read();
            assertThat(truncated.status()).isEqualTo(400);
            assertProblem(truncated, 400, truncated.json().path("code").asText(), "");
            assertUsableUnlessItCloses(connection, truncated, cluster);
        }
    }

    private static String header(int size) {
        return "X-Filler: " + "a".repeat(size) + "\r\n";
    }

    private static void assertCommandFails(String kubeconfig, String text, TestCluster cluster)
            throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            JsonNode answer =
                    connection
                            .post("/tools/kubectl", Kubeconfigs.body("get namespaces", kubeconfig))
                            .json();
            assertThat(answer.path("error").asText()).contains(text);
            assertThat(answer.path("exit_code").asInt()).isEqualTo(1);
            assertThat(answer.path("success").asBoolean(true)).isFalse();
            assertThat(answer.path("output").asText()).isEmpty();
            assertUsable(connection, cluster);
        }
    }

    private static void assertProblem(
            RawConnection.Answer answer, int status, String code, String text) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asText()).isEqualTo("urn:mcp-k8s:problem:" + code);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).contains(text).isNotBlank();
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("success").asBoolean(true)).isFalse();
        assertThat(problem.path("output").asText("missing")).isEmpty();
        assertThat(problem.path("error").asText()).isEqualTo(problem.path("detail").asText());
        assertThat(problem.path("exit_code").asInt())
                .isEqualTo(code.equals("command_refused") ? 126 : -1);
        assertThat(answer.body()).doesNotContain(Kubeconfigs.TOKEN);
    }

    private static void assertUsable(RawConnection connection, TestCluster cluster)
            throws IOException {
        JsonNode answer =
                connection
                        .post(
                                "/tools/kubectl",
                                Kubeconfigs.body("get namespaces", cluster.adminKubeconfig()))
                        .json();
        assertThat(answer.path("output").asText()).contains("kube-system");
    }

    /**
     * HTTP allows to end a connection whose request could not be read to its end; it must say so.
     */
    private static void assertUsableUnlessItCloses(
            RawConnection connection, RawConnection.Answer answer, TestCluster cluster)
            throws IOException {
        if (answer.closes()) {
            try (RawConnection next = new RawConnection(service.port())) {
                assertUsable(next, cluster);
            }
        } else {
            assertUsable(connection, cluster);
        }
    }
}
