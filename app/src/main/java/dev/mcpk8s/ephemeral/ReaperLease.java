package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.StatusException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which replica sweeps: the one that holds a Lease in the service's namespace. A replica that stops
 * renewing loses it; two that reach for it at once cannot both get it.
 */
final class ReaperLease {

    private static final String NAME = "mcp-k8s-reaper";
    private static final int CONFLICT = 409;

    /** Kubernetes wants exactly six digits of the second. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final String holder = "mcp-k8s-" + UUID.randomUUID();
    private final Duration duration;

    /**
     * @param duration how long it is held without being renewed
     */
    ReaperLease(Duration duration) {
        this.duration = duration;
    }

    /** Takes or renews it; false when another replica holds it. */
    boolean hold(ClusterObjects objects, Instant now) {
        @Nullable JsonNode lease = objects.find(Types.LEASES, objects.namespace(), NAME);
        try {
            if (lease == null) {
                objects.create(Types.LEASES, objects.namespace(), created(now));
                return true;
            }
            JsonNode spec = lease.path("spec");
            boolean own = spec.path("holderIdentity").asText().equals(holder);
            if (!own && !isOver(spec, now)) {
                return false;
            }
            ObjectNode change = JsonNodeFactory.instance.objectNode();
            // who changed it since it was read wins
            change.withObject("/metadata")
                    .put("resourceVersion", lease.at("/metadata/resourceVersion").asText());
            change.set("spec", spec(now));
            objects.merge(Types.LEASES, objects.namespace(), NAME, change);
            return true;
        } catch (StatusException failure) {
            if (failure.httpStatus() == CONFLICT) {
                return false;
            }
            throw failure;
        }
    }

    private ObjectNode created(Instant now) {
        ObjectNode lease =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("apiVersion", "coordination.k8s.io/v1")
                        .put("kind", "Lease");
        lease.withObject("/metadata")
                .put("name", NAME)
                .withObject("/labels")
                .put(Labels.MANAGED_BY, Labels.MANAGER);
        lease.set("spec", spec(now));
        return lease;
    }

    private ObjectNode spec(Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", Math.max(1, duration.toSeconds()))
                .put("renewTime", MICROS.format(now));
    }

    private static boolean isOver(JsonNode spec, Instant now) {
        try {
            Instant renewed = Instant.parse(spec.path("renewTime").asText());
            return renewed.plusSeconds(spec.path("leaseDurationSeconds").asLong()).isBefore(now);
        } catch (DateTimeParseException never) {
            return true;
        }
    }
}
