package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import java.time.Duration;
import java.util.function.Function;

/**
 * Makes a server's objects, or none: the Job first, which does not run yet, then what it owns, then
 * the Job runs. A step that fails takes back those before it.
 *
 * @param opener opens the cluster anew, for taking back when the call itself is to stop
 */
record ServerCreation(ServerCall call, Quota quota, Function<Cancellation, ClusterObjects> opener) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /**
     * @return the Job, which runs
     * @throws CommandException what failed; when something could not be taken back it says so
     */
    JsonNode run(ClusterObjects objects, ServerManifests manifests) {
        String namespace = manifests.namespace();
        try {
            JsonNode job = create(objects, manifests);
            call.progress().accept("created job " + manifests.name());
            quota.check(objects, namespace, manifests.owner());
            for (ServerManifests.Part part : manifests.parts(job)) {
                objects.create(part.type(), namespace, part.object());
            }
            return objects.merge(
                    Types.JOBS,
                    namespace,
                    manifests.name(),
                    JsonNodeFactory.instance
                            .objectNode()
                            .set(
                                    "spec",
                                    JsonNodeFactory.instance.objectNode().put("suspend", false)));
        } catch (NotCreated refused) {
            throw refused.why;
        } catch (CommandException failure) {
            String left = takeBack(namespace, manifests.name(), isPassing(failure));
            throw left.isEmpty() ? failure : failure.with(left);
        }
    }

    private static JsonNode create(ClusterObjects objects, ServerManifests manifests) {
        try {
            return objects.create(Types.JOBS, manifests.namespace(), manifests.job());
        } catch (StatusException refused) {
            throw isPassing(refused) ? refused : new NotCreated(refused);
        }
    }

    /** The server refused the Job, so there is nothing to take back. */
    private static final class NotCreated extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient StatusException why;

        NotCreated(StatusException why) {
            super(why.text(), null, false, false);
            this.why = why;
        }
    }

    /**
     * The Job takes along what it owns. Nothing tells whether a call without an answer was carried
     * out, so it is tried whatever failed.
     *
     * @param wasAway whether the cluster did not answer
     * @return empty, or what to add to the failure
     */
    private String takeBack(String namespace, String name, boolean wasAway) {
        boolean away = wasAway;
        long end = System.nanoTime() + PATIENCE.toNanos();
        Cancellation own = new Cancellation();
        try (ClusterObjects objects = opener.apply(own)) {
            while (true) {
                try {
                    if (isGone(objects, namespace, name)) {
                        return "";
                    }
                } catch (CommandException failure) {
                    away |= isPassing(failure);
                    if (!away || !mayPass(failure)) {
                        return "; and its job " + name + " could not be removed: " + failure.text();
                    }
                }
                if (System.nanoTime() > end) {
                    return "; and its job "
                            + name
                            + " could not be removed within "
                            + PATIENCE.toSeconds()
                            + " seconds: delete it when the cluster answers";
                }
                own.sleep(PAUSE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "; and its job " + name + " may be left";
        }
    }

    private static boolean isGone(ClusterObjects objects, String namespace, String name) {
        JsonNode job = objects.find(Types.JOBS, namespace, name);
        if (job == null) {
            return true;
        }
        if (job.at("/metadata/deletionTimestamp").isMissingNode()) {
            objects.delete(Types.JOBS, namespace, name);
        }
        return false;
    }

    /**
     * Whether a failure may be over soon when the cluster was just away: an API server that has
     * only begun does not know yet who may do what, and says so as if it did.
     */
    static boolean mayPass(CommandException failure) {
        return isPassing(failure)
                || (failure instanceof StatusException status
                        && (status.httpStatus() == 401 || status.httpStatus() == 403));
    }

    /** Whether a failure leaves open what the cluster has done. */
    static boolean isPassing(CommandException failure) {
        return failure.code() == ErrorCode.CLUSTER_UNREACHABLE
                || (failure instanceof StatusException status && status.httpStatus() >= 500);
    }
}
