package dev.mcpk8s.cluster;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.Impersonation;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the tests of this package build again and again. */
final class TestClusters {

    static final ClusterSettings SETTINGS = settings(256, Duration.ofMinutes(5));

    static final OperatorCredentials NO_PROGRAMS =
            new OperatorCredentials(
                    new CredentialSettings(false, Duration.ofMinutes(1)),
                    (command, environment, limit) -> {
                        throw new IOException("no program runs here");
                    });

    private TestClusters() {}

    static ClusterSettings settings(int connections, Duration idle) {
        return new ClusterSettings(
                1 << 20, connections, idle, Duration.ofSeconds(2), true, true, true);
    }

    static ClusterConnections connections() {
        return connections(SETTINGS, new AddressRules(true, true));
    }

    static ClusterConnections connections(ClusterSettings settings, AddressRules rules) {
        return new ClusterConnections(
                settings, source(settings), new ConnectionFactory(settings, rules, NO_PROGRAMS));
    }

    static KubeconfigSource source(ClusterSettings settings) {
        return new KubeconfigSource(
                settings, new OperatorKubeconfig(new OperatorSettings(null, false)), NO_PROGRAMS);
    }

    /**
     * One context, one cluster, one user.
     *
     * @param cluster JSON fields besides the server, such as {@code "tls-server-name":"x"}
     * @param user JSON fields
     */
    static String kubeconfig(String server, String cluster, String user) {
        String more = cluster.isEmpty() ? "" : "," + cluster;
        return """
        {"apiVersion":"v1","kind":"Config",
         "clusters":[{"name":"c","cluster":{"server":"%s"%s}}],
         "users":[{"name":"u","user":{%s}}],
         "contexts":[{"name":"x","context":{"cluster":"c","user":"u"}}],
         "current-context":"x"}
        """
                .formatted(server, more, user);
    }

    static ConnectionRequest request(String kubeconfig) {
        return request(kubeconfig, GlobalFlags.NONE, new Cancellation());
    }

    static ConnectionRequest request(
            String kubeconfig, GlobalFlags flags, Cancellation cancellation) {
        return new ConnectionRequest(
                new ClusterTarget(kubeconfig, null, null), flags, cancellation, warning -> {});
    }

    static GlobalFlags flags(
            @Nullable String context, @Nullable String cluster, @Nullable String user) {
        return new GlobalFlags(
                null, context, cluster, user, Impersonation.NONE, null, false, false);
    }

    static GlobalFlags actingAs(Impersonation identity) {
        return new GlobalFlags(null, null, null, null, identity, null, false, false);
    }

    static GlobalFlags limited(Duration requestTimeout) {
        return new GlobalFlags(
                null, null, null, null, Impersonation.NONE, requestTimeout, false, false);
    }
}
