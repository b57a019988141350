package dev.mcpk8s.ephemeral;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.ExecutionSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request says besides the server itself: which cluster, and how long to wait. */
@Singleton
public final class ServerRequests {

    /** What describes a server. */
    static final Set<String> SERVER_FIELDS =
            Set.of(
                    "preset",
                    "runtime_exec",
                    "runtime_mcp",
                    "runtime_args",
                    "image",
                    "entrypoint",
                    "host",
                    "port",
                    "resource_requests",
                    "resource_limits",
                    "env",
                    "cors_origins",
                    "probe_config",
                    "sa_config",
                    "ttl_seconds",
                    "idle_seconds");

    private static final Set<String> ENVELOPE =
            Set.of("kubeconfig", "context", "namespace", "wait_for_ready", "timeout");

    private static final Set<String> ALL = union(SERVER_FIELDS, ENVELOPE);

    private final EphemeralSettings settings;
    private final ExecutionSettings limits;

    public ServerRequests(EphemeralSettings settings, ExecutionSettings limits) {
        this.settings = settings;
        this.limits = limits;
    }

    /**
     * The cluster of a request.
     *
     * @param fields {@code kubeconfig}, {@code context}, {@code namespace}
     * @param headerKubeconfig wins over the field; null for none
     */
    public ClusterTarget target(Map<String, ?> fields, @Nullable String headerKubeconfig) {
        RequestFields request = RequestFields.of(fields);
        boolean header = headerKubeconfig != null && !headerKubeconfig.isBlank();
        return new ClusterTarget(
                header ? headerKubeconfig : request.text("kubeconfig"),
                request.text("context"),
                request.text("namespace"),
                header ? ClusterTarget.Reader.OTHER : ClusterTarget.Reader.SENDER);
    }

    /**
     * How long to wait for something.
     *
     * @param flag the field that says whether to wait at all
     * @param otherwise whether to wait when it is not given
     * @return null for not at all
     */
    public @Nullable Duration wait(Map<String, ?> fields, String flag, boolean otherwise) {
        RequestFields request = RequestFields.of(fields);
        Long seconds = request.number("timeout", 1, limits.maximumTimeout().toSeconds());
        if (!request.flag(flag, otherwise)) {
            return null;
        }
        return seconds == null ? settings.waitTimeout() : Duration.ofSeconds(seconds);
    }

    /**
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} for a field that a request to
     *     create a server does not have
     */
    public void checkNames(Map<String, ?> fields) {
        RequestFields.of(fields).allowOnly(ALL);
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }
}
