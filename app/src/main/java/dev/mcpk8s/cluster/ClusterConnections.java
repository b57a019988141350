package dev.mcpk8s.cluster;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.Impersonation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.kubernetes.client.openapi.Configuration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Kubeconfig to connection: read strictly, cached by a hash of what identifies it, bounded.
 *
 * <p>Two caches: what a kubeconfig's text means, and the connection that leads there. Both hold
 * credentials in memory only, under keys that hold none.
 */
@Singleton
public class ClusterConnections {

    private static final long TEXTS_WEIGHT = 32L << 20;

    private final KubeconfigSource source;
    private final ConnectionFactory factory;
    private final ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor();
    private final Cache<Selection, Meaning> meanings;
    private final Cache<Digest, OpenConnection> connections;

    /** What of a request decides on its cluster and identity. */
    private record Selection(
            Digest text,
            boolean trusted,
            String context,
            @Nullable String cluster,
            @Nullable String user,
            Impersonation impersonation) {}

    private record Meaning(ResolvedTarget target, Digest key, int weight) {

        /** Never shows what it holds. */
        @Override
        public String toString() {
            return "Meaning";
        }
    }

    ClusterConnections(
            ClusterSettings settings, KubeconfigSource source, ConnectionFactory factory) {
        this.source = source;
        this.factory = factory;
        this.meanings =
                Caffeine.newBuilder()
                        .executor(closing)
                        .scheduler(Scheduler.systemScheduler())
                        .expireAfterAccess(settings.idleTime())
                        .maximumWeight(TEXTS_WEIGHT)
                        .weigher((Selection selection, Meaning meaning) -> meaning.weight())
                        .build();
        this.connections =
                Caffeine.newBuilder()
                        .executor(closing)
                        .scheduler(Scheduler.systemScheduler())
                        .expireAfterAccess(settings.idleTime())
                        .maximumSize(settings.maximumConnections())
                        .<Digest, OpenConnection>removalListener(
                                (key, connection, cause) -> retire(connection))
                        .build();
        forbidStaticClient();
    }

    /**
     * @throws CommandException {@link ErrorCode#KUBECONFIG_MISSING}, {@link
     *     ErrorCode#KUBECONFIG_INVALID} or {@link ErrorCode#KUBECONFIG_REFUSED}; or as kubectl says
     *     it, when an entry named by a flag does not exist. An address is only refused when it is
     *     connected to: by {@link ClusterConnection#send}
     */
    public ClusterConnection lease(ConnectionRequest request) {
        Meaning meaning = meaning(request);
        return new LeasedConnection(
                acquire(meaning),
                namespace(request, meaning.target()),
                request.cancellation(),
                new Warnings(request.warnings()),
                Objects.requireNonNullElse(request.flags().requestTimeout(), Duration.ZERO));
    }

    /** Closes every connection that is not leased; the others follow when they are given back. */
    @PreDestroy
    public void close() {
        connections.asMap().values().forEach(OpenConnection::retire);
        connections.invalidateAll();
        meanings.invalidateAll();
    }

    /** How many connections are kept. */
    long size() {
        connections.cleanUp();
        return connections.estimatedSize();
    }

    private Meaning meaning(ConnectionRequest request) {
        ClusterTarget target = request.target();
        GlobalFlags flags = request.flags();
        KubeconfigSource.Text text = source.of(target, flags);
        Selection selection =
                new Selection(
                        Digest.of(text.text()),
                        text.trusted(),
                        target.context() == null || flags.context() != null
                                ? orEmpty(flags.context())
                                : target.context(),
                        flags.cluster(),
                        flags.user(),
                        flags.impersonation());
        Meaning known = meanings.getIfPresent(selection);
        if (known != null) {
            return known;
        }
        ResolvedTarget resolved =
                ResolvedTarget.select(
                        source.read(text),
                        selection.context(),
                        flags,
                        text.trusted(),
                        request.use(),
                        !namespaceOf(request).isEmpty());
        Meaning meaning = new Meaning(resolved, Digest.of(resolved), text.text().length());
        meanings.put(selection, meaning);
        return meaning;
    }

    private OpenConnection acquire(Meaning meaning) {
        while (true) {
            OpenConnection connection =
                    connections.get(meaning.key(), key -> factory.open(meaning.target()));
            if (connection.acquire()) {
                return connection;
            }
            connections.asMap().remove(meaning.key(), connection);
        }
    }

    private static String namespace(ConnectionRequest request, ResolvedTarget target) {
        String asked = namespaceOf(request);
        if (!asked.isEmpty()) {
            return asked;
        }
        return target.namespace().isEmpty() ? "default" : target.namespace();
    }

    /** The request's own; empty when it leaves that to the kubeconfig. */
    private static String namespaceOf(ConnectionRequest request) {
        String flag = orEmpty(request.flags().namespace());
        return flag.isEmpty() ? orEmpty(request.target().namespace()) : flag;
    }

    private static void retire(@Nullable OpenConnection connection) {
        if (connection != null) {
            connection.retire();
        }
    }

    /** client-java's implicit client would be shared by every caller: whoever asks for it fails. */
    private static void forbidStaticClient() {
        Configuration.setApiClientFactory(
                () -> {
                    throw new IllegalStateException("the static ApiClient must not be used");
                });
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
