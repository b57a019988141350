package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.resource.ResourceMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes what the cluster itself does not: Jobs that were begun and never completed, Jobs whose
 * time is over and that still stand, and objects whose Job is gone.
 */
final class Sweep {

    /** The cluster's own controllers come first. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final int FORBIDDEN = 403;

    private final ClusterObjects objects;
    private final Instant now;
    private int removed;

    Sweep(ClusterObjects objects, Instant now) {
        this.objects = objects;
        this.now = now;
    }

    /**
     * Sweeps all namespaces, or the kubeconfig's own where not all can be listed.
     *
     * @return how many objects it removed
     */
    int run() {
        try {
            sweep("");
        } catch (StatusException failure) {
            if (failure.httpStatus() != FORBIDDEN) {
                throw failure;
            }
            sweep(objects.namespace());
        }
        return removed;
    }

    /**
     * Sweeps these namespaces; one that cannot be swept keeps none of the others from it.
     *
     * @param namespaces none for {@link #run()}
     * @return how many objects it removed
     * @throws StatusException the first failure, when all were tried
     */
    int run(List<String> namespaces) {
        if (namespaces.isEmpty()) {
            return run();
        }
        StatusException first = null;
        for (String namespace : namespaces) {
            try {
                sweep(namespace);
            } catch (StatusException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return removed;
    }

    private void sweep(String namespace) {
        Set<String> servers = new HashSet<>();
        for (JsonNode job : objects.items(Types.JOBS, namespace, Labels.all())) {
            servers.add(key(job, job.at("/metadata/name").asText()));
            if (Quota.isAbandoned(job, now) || isOverdue(job)) {
                remove(Types.JOBS, job);
            }
        }
        for (ResourceMapping type : Types.OWNED) {
            sweepOrphans(type, namespace, servers);
        }
    }

    private void sweepOrphans(ResourceMapping type, String namespace, Set<String> servers) {
        try {
            for (JsonNode object : objects.items(type, namespace, Labels.all())) {
                String server = object.at("/metadata/labels").path(Labels.SERVER).asText();
                boolean old = ServerReading.createdAt(object).plus(GRACE).isBefore(now);
                if (old && !servers.contains(key(object, server))) {
                    remove(type, object);
                }
            }
        } catch (StatusException notAllowed) {
            if (notAllowed.httpStatus() != FORBIDDEN) {
                throw notAllowed;
            }
            // the service may be allowed to keep servers without ever giving them rights
        }
    }

    /** The cluster ends a Job at its deadline and removes it some time after its end. */
    private boolean isOverdue(JsonNode job) {
        EphemeralServer server = ServerReading.of(job, List.of()).server();
        if (server.state() == ServerState.DELETING || server.state() == ServerState.CREATING) {
            return false;
        }
        Duration kept = Duration.ofSeconds(job.at("/spec/ttlSecondsAfterFinished").asLong());
        return Instant.parse(server.expiresAt()).plus(kept).plus(GRACE).isBefore(now);
    }

    private void remove(ResourceMapping type, JsonNode object) {
        if (!object.at("/metadata/deletionTimestamp").isMissingNode()) {
            return;
        }
        try {
            objects.delete(
                    type,
                    object.at("/metadata/namespace").asText(),
                    object.at("/metadata/name").asText());
            removed++;
        } catch (StatusException failure) {
            if (!failure.isNotFound()) {
                throw failure;
            }
        }
    }

    private static String key(JsonNode object, String server) {
        return object.at("/metadata/namespace").asText() + "/" + server;
    }
}
