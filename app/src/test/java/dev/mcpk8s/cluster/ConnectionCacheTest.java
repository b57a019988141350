package dev.mcpk8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.Impersonation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionCacheTest {

    @Test
    void sharesAConnectionOnlyWithinOneIdentity() throws Exception {
        ClusterConnections connections = TestClusters.connections();
        try (TestServer server = TestServer.plain(TestServer.ok("{}"))) {
            String one = kubeconfig(server, "\"token\":\"one\"");
            String base64 =
                    Base64.getEncoder().encodeToString(one.getBytes(StandardCharsets.UTF_8));
            String two = kubeconfig(server, "\"token\":\"two\"");
            Object first = mark(connections, one, GlobalFlags.NONE);

            assertThat(mark(connections, one, GlobalFlags.NONE)).isSameAs(first);
            assertThat(mark(connections, base64, GlobalFlags.NONE)).isSameAs(first);
            assertThat(mark(connections, two, GlobalFlags.NONE)).isNotSameAs(first);
            Impersonation bob = new Impersonation("bob", null, List.of(), Map.of());
            assertThat(mark(connections, one, TestClusters.actingAs(bob))).isNotSameAs(first);
            assertThat(connections.size()).isEqualTo(3);
            assertThat(server.accepted()).isEqualTo(3);
        } finally {
            connections.close();
        }
    }

    @Test
    void evictingClosesSocketsButNeverUnderALease() throws Exception {
        ClusterConnections connections =
                TestClusters.connections(
                        TestClusters.settings(1, Duration.ofMinutes(5)),
                        new AddressRules(true, true));
        try (TestServer server = TestServer.plain(TestServer.ok("{}"))) {
            String leased = kubeconfig(server, "\"as\":\"leased\"");
            try (ClusterConnection connection = connections.lease(TestClusters.request(leased))) {
                drain(connection.send(ApiRequest.get("/a")));
                for (int i = 0; i < 5; i++) {
                    mark(connections, kubeconfig(server, "\"as\":\"" + i + "\""), GlobalFlags.NONE);
                }
                assertThat(connections.size()).isLessThanOrEqualTo(1);
                drain(connection.send(ApiRequest.get("/b")));
            }
            mark(connections, kubeconfig(server, "\"as\":\"last\""), GlobalFlags.NONE);
            connections.size();
            ClusterConnectionsTest.eventually(() -> server.open() <= 1);
            connections.close();
            ClusterConnectionsTest.eventually(() -> server.open() == 0);
        } finally {
            connections.close();
        }
    }

    @Test
    void idleConnectionsGoByThemselves() throws Exception {
        ClusterConnections connections =
                TestClusters.connections(
                        TestClusters.settings(10, Duration.ofMillis(200)),
                        new AddressRules(true, true));
        try (TestServer server = TestServer.plain(TestServer.ok("{}"))) {
            mark(connections, kubeconfig(server, ""), GlobalFlags.NONE);
            ClusterConnectionsTest.eventually(() -> server.open() == 0);
            mark(connections, kubeconfig(server, ""), GlobalFlags.NONE);
            assertThat(server.accepted()).isEqualTo(2);
        } finally {
            connections.close();
        }
    }

    @Test
    void threeHundredKubeconfigsStayBounded() throws Exception {
        ClusterConnections connections =
                TestClusters.connections(
                        TestClusters.settings(50, Duration.ofMinutes(5)),
                        new AddressRules(true, true));
        try (TestServer server = TestServer.plain(TestServer.ok("{}"))) {
            for (int i = 0; i < 300; i++) {
                mark(connections, kubeconfig(server, "\"as\":\"" + i + "\""), GlobalFlags.NONE);
            }
            assertThat(connections.size()).isLessThanOrEqualTo(50);
            ClusterConnectionsTest.eventually(() -> server.open() <= 50);
        } finally {
            connections.close();
        }
    }

    @Test
    void forgetsWhatIsEvictedFromAConnection() throws Exception {
        ClusterConnections connections = TestClusters.connections();
        try (TestServer server = TestServer.plain(TestServer.ok("{}"));
                ClusterConnection connection =
                        connections.lease(TestClusters.request(kubeconfig(server, "")))) {
            StringBuilder first = connection.cached(StringBuilder.class, StringBuilder::new);
            assertThat(connection.cached(StringBuilder.class, StringBuilder::new)).isSameAs(first);
            connection.evict(StringBuilder.class);
            assertThat(connection.cached(StringBuilder.class, StringBuilder::new))
                    .isNotSameAs(first);
        } finally {
            connections.close();
        }
    }

    @Test
    void namespaceComesFromFlagThenFieldThenContext() throws Exception {
        String plain = TestClusters.kubeconfig("http://127.0.0.1:9", "", "");
        String named =
                plain.replace("\"user\":\"u\"}}]", "\"user\":\"u\",\"namespace\":\"own\"}}]");

        assertThat(namespace(plain, null, null)).isEqualTo("default");
        assertThat(namespace(named, null, null)).isEqualTo("own");
        assertThat(namespace(named, "field", null)).isEqualTo("field");
        assertThat(namespace(named, "field", "flag")).isEqualTo("flag");
    }

    private static String namespace(
            String kubeconfig, @Nullable String field, @Nullable String flag) {
        GlobalFlags flags =
                new GlobalFlags(flag, null, null, null, Impersonation.NONE, null, false, false);
        ClusterConnections connections = TestClusters.connections();
        try (ClusterConnection connection =
                connections.lease(
                        new ConnectionRequest(
                                new ClusterTarget(kubeconfig, null, field),
                                flags,
                                new Cancellation(),
                                warning -> {}))) {
            return connection.namespace();
        } finally {
            connections.close();
        }
    }

    /** What is kept with the connection tells connections apart. */
    private static Object mark(ClusterConnections connections, String kubeconfig, GlobalFlags flags)
            throws IOException {
        try (ClusterConnection connection =
                connections.lease(TestClusters.request(kubeconfig, flags, new Cancellation()))) {
            drain(connection.send(ApiRequest.get("/version")));
            return connection.cached(StringBuilder.class, StringBuilder::new);
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
}
