package dev.mcpk8s.ephemeral;

import dev.mcpk8s.cluster.OperatorSettings;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.Impersonation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.resource.ClusterSessions;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Provider;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps the service's own cluster now and then; callers' clusters never, for nothing of theirs is
 * kept after a request. Only the replica that holds the Lease sweeps.
 */
@Context
final class Reaper {

    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Provider<ClusterSessions> sessions;
    private final Duration interval;
    private final List<String> namespaces;
    private final boolean active;
    private final ReaperLease lease;
    private final Cancellation end = new Cancellation();

    /**
     * @param sessions made when it is first needed, not while the service starts
     */
    Reaper(
            Provider<ClusterSessions> sessions,
            EphemeralSettings settings,
            OperatorSettings operator) {
        this.sessions = sessions;
        this.interval = settings.reaperInterval();
        this.namespaces = settings.reaperNamespaces();
        String kubeconfig = operator.kubeconfig();
        boolean ownCluster = operator.inCluster() || (kubeconfig != null && !kubeconfig.isBlank());
        this.active = settings.enabled() && ownCluster && interval.isPositive();
        this.lease = new ReaperLease(interval.multipliedBy(3));
    }

    @PostConstruct
    void start() {
        if (active) {
            Thread.ofVirtual().name("ephemeral-reaper").start(this::run);
        }
    }

    @PreDestroy
    void stop() {
        end.cancel(ErrorCode.SHUTTING_DOWN);
    }

    private void run() {
        try {
            while (!end.isCancelled()) {
                end.sleep(interval);
                sweep();
            }
        } catch (CommandException stopped) {
            LOG.trace("the reaper ends");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** One turn; a failure is told and the next turn tries again. */
    private void sweep() {
        Cancellation turn = new Cancellation();
        try (Cancellation.Registration _ =
                        end.onCancel(() -> turn.cancel(ErrorCode.SHUTTING_DOWN));
                ClusterObjects objects = open(turn)) {
            if (lease.hold(objects, Instant.now())) {
                int removed = new Sweep(objects, Instant.now()).run(namespaces);
                if (removed > 0) {
                    LOG.info("removed {} objects of ephemeral servers", removed);
                }
            }
        } catch (CommandException failure) {
            if (!end.isCancelled()) {
                LOG.warn("leftovers were not swept: {}", failure.text());
            }
        } catch (IOException failure) {
            LOG.warn("leftovers were not swept: {}", failure.getMessage());
        }
    }

    private ClusterObjects open(Cancellation turn) throws IOException {
        GlobalFlags flags =
                new GlobalFlags(null, null, null, null, Impersonation.NONE, LONGEST, false, false);
        return new ClusterObjects(
                sessions.get().open(ClusterTarget.DEFAULT, flags, turn, warning -> {}));
    }
}
