package dev.mcpk8s.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.Impersonation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.kubernetes.client.openapi.Configuration;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterConnectionsTest {

    private ClusterConnections connections = TestClusters.connections();

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void sendsIdentityAndImpersonation() throws Exception {
        Impersonation identity =
                new Impersonation(
                        "bob", "7", List.of("g1", "g2"), Map.of("a/b", List.of("1", "2")));
        String user = "\"token\":\"t\",\"as\":\"ann\",\"as-uid\":\"9\"";
        try (TestServer server = TestServer.plain(TestServer.ok("{}"))) {
            get(server, user, TestClusters.actingAs(identity));
            get(server, user, GlobalFlags.NONE);

            TestServer.Visit flagged = server.visits.getFirst();
            assertThat(flagged.values("Impersonate-User")).containsExactly("bob");
            assertThat(flagged.values("Impersonate-Uid")).containsExactly("7");
            assertThat(flagged.values("Impersonate-Group")).containsExactly("g1", "g2");
            assertThat(flagged.values("Impersonate-Extra-a%2Fb")).containsExactly("1", "2");
            assertThat(flagged.values("User-Agent").getFirst()).startsWith("kubectl/v1.36.2 (");
            // Without TLS kubectl keeps its credentials to itself.
            assertThat(flagged.values("Authorization")).isEmpty();
            TestServer.Visit own = server.visits.getLast();
            assertThat(own.values("Impersonate-User")).containsExactly("ann");
            assertThat(own.values("Impersonate-Uid")).containsExactly("9");
        }
    }

    @Test
    void refusesHeadersThatWouldBreakTheRequest() throws Exception {
        Impersonation broken = new Impersonation("a\r\nX: y", null, List.of(), Map.of());
        try (TestServer server = TestServer.plain(TestServer.ok("{}"))) {
            assertThatThrownBy(() -> get(server, "", TestClusters.actingAs(broken)))
                    .hasMessage(
                            "Unable to connect to the server: net/http: invalid header field value"
                                    + " for \"Impersonate-User\"");
        }
    }

    @Test
    void tellsEachWarningOnce() throws Exception {
        TestServer.Handler warns =
                TestServer.ok(
                        "{}",
                        "Warning: 299 - \"old \\\"api\\\"\", 299 - \"second\"",
                        "Warning: 299 - \"second\"",
                        "Warning: 199 - \"not shown\"",
                        "Warning: broken");
        List<String> warnings = new ArrayList<>();
        try (TestServer server = TestServer.plain(warns)) {
            ConnectionRequest request =
                    new ConnectionRequest(
                            TestClusters.request(kubeconfig(server, "")).target(),
                            GlobalFlags.NONE,
                            new Cancellation(),
                            warnings::add);
            try (ClusterConnection connection = connections.lease(request)) {
                connection.send(ApiRequest.get("/a")).close();
                connection.send(ApiRequest.get("/b")).close();
            }
        }
        assertThat(warnings).containsExactly("old \"api\"", "second");
    }

    @Test
    void cancellingEndsABodyThatNeverEnds() throws Exception {
        Cancellation cancellation = new Cancellation();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        TestServer.Handler endless =
                (visit, out) -> {
                    out.write("HTTP/1.1 200 X\r\nContent-Length: 999\r\n\r\nab".getBytes(UTF_8));
                    out.flush();
                    await(over);
                };
        try (TestServer server = TestServer.plain(endless);
                ClusterConnection connection =
                        connections.lease(
                                TestClusters.request(
                                        kubeconfig(server, ""), GlobalFlags.NONE, cancellation))) {
            ApiResponse response = connection.send(ApiRequest.get("/watch"));
            assertThat(response.body().read()).isEqualTo('a');
            Thread.startVirtualThread(
                    () -> {
                        await(begun);
                        cancellation.cancel(ErrorCode.TIMEOUT);
                    });
            begun.countDown();

            assertThatThrownBy(() -> response.body().readAllBytes())
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT));
            assertThatThrownBy(() -> connection.send(ApiRequest.get("/next")))
                    .isInstanceOf(CommandException.class);
        } finally {
            over.countDown();
        }
    }

    @Test
    void saysWhatKubectlSaysOfDeadServers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0);
                TestServer closing = TestServer.plain((visit, out) -> out.close())) {
            String dead = "127.0.0.1:" + silent.getLocalPort();
            assertFails("https://" + dead, GlobalFlags.NONE, "net/http: TLS handshake timeout");
            assertFails(
                    "http://" + dead,
                    TestClusters.limited(Duration.ofMillis(300)),
                    "net/http: request canceled (Client.Timeout exceeded while awaiting headers)");
            assertFails("http://127.0.0.1:" + closing.port(), GlobalFlags.NONE, "EOF");
            assertFails(
                    "https://no-such-host.invalid",
                    GlobalFlags.NONE,
                    "dial tcp: lookup no-such-host.invalid: no such host");
        }
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> get("https://127.0.0.1:" + free + "/x", "", GlobalFlags.NONE))
                .hasMessage(
                        "The connection to the server 127.0.0.1:"
                                + free
                                + " was refused - did you specify the right host or port?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://no-such-host.invalid:1", "socks5://no-such-host.invalid:1"})
    void namesTheProxyThatIsNotThere(String proxy) {
        String kubeconfig =
                TestClusters.kubeconfig(
                        "https://127.0.0.1:1", "\"proxy-url\":\"" + proxy + "\"", "");
        assertThatThrownBy(() -> version(kubeconfig, GlobalFlags.NONE))
                .hasMessage(
                        "Unable to connect to the server: proxyconnect tcp: dial tcp: lookup"
                                + " no-such-host.invalid: no such host");
    }

    @Test
    void neverFollowsARedirect() throws Exception {
        try (TestServer target = TestServer.plain(TestServer.ok("{}"));
                TestServer server =
                        TestServer.plain(
                                (visit, out) ->
                                        out.write(
                                                TestServer.response(
                                                        302,
                                                        "",
                                                        "Location: http://127.0.0.1:"
                                                                + target.port())))) {
            assertThat(get(server, "", GlobalFlags.NONE)).isEqualTo(302);
            assertThat(target.visits).isEmpty();
        }
    }

    @Test
    void repeatsALostRequestOnlyWhereThatIsHarmless() throws Exception {
        AtomicInteger served = new AtomicInteger();
        TestServer.Handler everySecondLost =
                (visit, out) -> {
                    if (served.incrementAndGet() % 2 == 0) {
                        out.close();
                    } else {
                        out.write(TestServer.response(200, "{}"));
                    }
                };
        try (TestServer server = TestServer.plain(everySecondLost);
                ClusterConnection connection =
                        connections.lease(TestClusters.request(kubeconfig(server, "")))) {
            drain(connection.send(ApiRequest.get("/1")));
            drain(connection.send(ApiRequest.get("/2")));
            ApiRequest post =
                    new ApiRequest("POST", "/3", ApiRequest.JSON, new byte[2], ApiRequest.JSON);
            assertThatThrownBy(() -> connection.send(post)).hasMessageContaining("EOF");

            assertThat(server.visits)
                    .extracting(visit -> visit.line().substring(0, visit.line().lastIndexOf(' ')))
                    .containsExactly("GET /1", "GET /2", "GET /2", "POST /3");
        }
    }

    @Test
    void waitsAsAnOverloadedServerAsks() throws Exception {
        AtomicInteger served = new AtomicInteger();
        TestServer.Handler busy =
                (visit, out) ->
                        out.write(
                                served.incrementAndGet() == 1
                                        ? TestServer.response(429, "", "Retry-After: 1")
                                        : TestServer.response(200, "{}"));
        try (TestServer server = TestServer.plain(busy)) {
            assertThat(get(server, "", GlobalFlags.NONE)).isEqualTo(200);
            assertThat(server.visits).hasSize(2);
        }
    }

    @Test
    void theStaticClientCannotBeUsed() {
        assertThatThrownBy(Configuration::getDefaultApiClient)
                .isInstanceOf(IllegalStateException.class);
    }

    private void assertFails(String url, GlobalFlags flags, String cause) {
        assertThatThrownBy(() -> get(url, "", flags))
                .hasMessage("Unable to connect to the server: " + cause);
    }

    private int get(TestServer server, String user, GlobalFlags flags) throws IOException {
        return get("http://127.0.0.1:" + server.port(), user, flags);
    }

    private int get(String url, String user, GlobalFlags flags) throws IOException {
        return version(TestClusters.kubeconfig(url, "", user), flags);
    }

    private int version(String kubeconfig, GlobalFlags flags) throws IOException {
        try (ClusterConnection connection =
                        connections.lease(
                                TestClusters.request(kubeconfig, flags, new Cancellation()));
                ApiResponse response = connection.send(ApiRequest.get("/version"))) {
            return response.status();
        }
    }

    private static void drain(ApiResponse response) throws IOException {
        try (response) {
            response.body().readAllBytes();
        }
    }

    private static String kubeconfig(TestServer server, String user) {
        return TestClusters.kubeconfig("http://127.0.0.1:" + server.port(), "", user);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits generously for something that happens on another thread. */
    static void eventually(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
