package dev.mcpk8s.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private static final String SECRET = "hunter2-secret";

    private static TestPki pki;
    private static ClusterConnections connections;

    @BeforeAll
    static void makeKeys(@TempDir Path folder) throws Exception {
        String here = "san=ip:127.0.0.1,dns:api.example,dns:*.wild.example";
        pki =
                new TestPki(folder)
                        .authority("ca")
                        .authority("other")
                        .leaf("server", "RSA", "ca", "-ext", here)
                        .leaf("nameless", "EC", "ca")
                        .leaf(
                                "expired",
                                "EC",
                                "ca",
                                "-ext",
                                here,
                                "-startdate",
                                "-9d",
                                "-validity",
                                "3")
                        .leaf("rsa", "RSA", "ca")
                        .leaf("ec", "EC", "ca");
        connections = TestClusters.connections();
    }

    @AfterAll
    static void close() {
        connections.close();
    }

    @Test
    void trustsAnyOfSeveralAuthorities() throws Exception {
        String both = "noise\n" + pki.certificatePem("other") + pki.certificatePem("ca");
        try (TestServer server = server("server")) {
            assertThat(get(server, ca(both), "")).isEqualTo(200);
        }
    }

    @Test
    void trustsAServersOwnCertificate() throws Exception {
        try (TestServer server = server("server")) {
            assertThat(get(server, ca(pki.certificatePem("server")), "")).isEqualTo(200);
        }
    }

    @Test
    void refusesServersInGosWords() throws Exception {
        String prefix =
                "Unable to connect to the server: tls: failed to verify certificate: x509: ";
        String ca = ca(pki.certificatePem("ca"));
        try (TestServer server = server("server");
                TestServer nameless = server("nameless");
                TestServer expired = server("expired")) {
            assertUnreachable(
                    server,
                    ca(pki.certificatePem("other")),
                    prefix + "certificate signed by unknown authority");
            assertUnreachable(server, "", prefix + "certificate signed by unknown authority");
            assertUnreachable(
                    server,
                    ca + ",\"tls-server-name\":\"other.example\"",
                    prefix
                            + "certificate is valid for api.example, *.wild.example,"
                            + " not other.example");
            assertUnreachable(
                    server,
                    ca + ",\"tls-server-name\":\"10.9.8.7\"",
                    prefix + "certificate is valid for 127.0.0.1, not 10.9.8.7");
            assertUnreachable(
                    nameless,
                    ca,
                    prefix
                            + "cannot validate certificate for 127.0.0.1 because it doesn't"
                            + " contain any IP SANs");
            assertThatThrownBy(() -> get(expired, ca, ""))
                    .hasMessageStartingWith(
                            prefix + "certificate has expired or is not yet valid: current time 2")
                    .hasMessageContaining("Z is after 2");
        }
    }

    @Test
    void sendsTheTlsServerNameAsSni() throws Exception {
        String ca = ca(pki.certificatePem("ca"));
        try (TestServer server = server("server")) {
            get(server, ca + ",\"tls-server-name\":\"api.example\"", "");
            get(server, ca + ",\"tls-server-name\":\"a.wild.example\"", "");
            get(server, "\"insecure-skip-tls-verify\":true,\"tls-server-name\":\"x.y\"", "");
            get(server, ca, "");

            assertThat(server.visits)
                    .extracting(TestServer.Visit::names)
                    .containsExactly(
                            List.of("api.example"),
                            List.of("a.wild.example"),
                            List.of("x.y"),
                            List.of());
        }
    }

    @Test
    void aStarStandsForOneLabel() throws Exception {
        try (TestServer server = server("server")) {
            for (String name : List.of("a.b.wild.example", "wild.example", ".wild.example")) {
                String cluster =
                        ca(pki.certificatePem("ca")) + ",\"tls-server-name\":\"" + name + "\"";

                assertThatThrownBy(() -> get(server, cluster, ""))
                        .isInstanceOf(CommandException.class);
            }
        }
    }

    @Test
    void skipsVerificationWhenTold() throws Exception {
        try (TestServer server = server("expired")) {
            assertThat(get(server, "\"insecure-skip-tls-verify\":true", "")).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void presentsClientCertificatesWithKeysOfEveryForm(String alias) throws Exception {
        KeyStore clients = KeyStore.getInstance("PKCS12");
        clients.load(null, null);
        clients.setCertificateEntry("ca", pki.certificate("ca"));
        List<Integer> statuses = new ArrayList<>();
        try (TestServer server = TestServer.tls(pki.only("server"), clients, TestServer.ok("{}"))) {
            for (String key : List.of(pki.pkcs8Pem(alias), pki.traditionalPem(alias))) {
                String user = identity(pki.certificatePem(alias), key);
                statuses.add(get(server, ca(pki.certificatePem("ca")), user));
            }
            assertThat(statuses).containsExactly(200, 200);
            assertThat(server.visits)
                    .extracting(TestServer.Visit::client)
                    .containsOnly("CN=" + alias);
        }
    }

    @Test
    void namesTheFieldOfBrokenPem() throws Exception {
        String ca = "certificate-authority-data";
        String garbage = TestPki.pem("CERTIFICATE", SECRET.getBytes(UTF_8));
        for (String broken : List.of(SECRET, garbage, "-----BEGIN CERTIFICATE-----\n" + SECRET)) {
            assertInvalid(ca(broken), "", "clusters[c].cluster." + ca);
        }
        String certificate = pki.certificatePem("rsa");
        List<String> keys =
                List.of(
                        SECRET,
                        TestPki.pem("PRIVATE KEY", SECRET.getBytes(UTF_8)),
                        TestPki.pem("RSA PRIVATE KEY", SECRET.getBytes(UTF_8)),
                        TestPki.pem("ENCRYPTED PRIVATE KEY", SECRET.getBytes(UTF_8)),
                        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n"
                                + "AAAA\n-----END RSA PRIVATE KEY-----",
                        pki.pkcs8Pem("server"),
                        pki.pkcs8Pem("ec"),
                        pki.traditionalPem("ec"));
        for (String key : keys) {
            assertInvalid("", identity(certificate, key), "users[u].user.client-certificate-data");
        }
        assertInvalid(
                "", identity(SECRET, keys.getFirst()), "users[u].user.client-certificate-data");
    }

    private static void assertInvalid(String cluster, String user, String field) {
        String kubeconfig = TestClusters.kubeconfig("https://127.0.0.1:9", cluster, user);
        assertThatThrownBy(() -> connections.lease(TestClusters.request(kubeconfig)))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        failure -> {
                            assertThat(failure.code()).isEqualTo(ErrorCode.KUBECONFIG_INVALID);
                            assertThat(failure.text()).startsWith(field).doesNotContain(SECRET);
                        });
    }

    private static void assertUnreachable(TestServer server, String cluster, String text) {
        assertThatThrownBy(() -> get(server, cluster, ""))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        failure -> {
                            assertThat(failure.code()).isEqualTo(ErrorCode.CLUSTER_UNREACHABLE);
                            assertThat(failure.isVerbatim()).isTrue();
                            assertThat(failure.text()).isEqualTo(text);
                        });
    }

    private static TestServer server(String alias) throws Exception {
        return TestServer.tls(pki.only(alias), null, TestServer.ok("{}"));
    }

    private static String ca(String pem) {
        return "\"certificate-authority-data\":\"" + TestPki.base64(pem) + "\"";
    }

    private static String identity(String certificate, String key) {
        return "\"client-certificate-data\":\""
                + TestPki.base64(certificate)
                + "\",\"client-key-data\":\""
                + TestPki.base64(key)
                + "\"";
    }

    private static int get(TestServer server, String cluster, String user) throws Exception {
        String kubeconfig =
                TestClusters.kubeconfig("https://127.0.0.1:" + server.port(), cluster, user);
        try (ClusterConnection connection = connections.lease(TestClusters.request(kubeconfig));
                ApiResponse response = connection.send(ApiRequest.get("/version"))) {
            response.body().readAllBytes();
            return response.status();
        }
    }
}
