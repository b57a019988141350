package dev.mcpk8s.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of two pods is the better one to look into (kubectl: {@code util/podutils}). */
final class LogOrder {

    private LogOrder() {}

    static boolean isBefore(JsonNode left, JsonNode right) {
        boolean assigned = isAssigned(left);
        if (assigned != isAssigned(right)) {
            return assigned;
        }
        int phases = Integer.compare(phase(left), phase(right));
        if (phases != 0) {
            return phases < 0;
        }
        boolean ready = isReady(left);
        if (ready != isReady(right)) {
            return ready;
        }
        Instant since = readySince(left);
        Instant otherSince = readySince(right);
        if (ready && !Objects.equals(since, otherSince)) {
            return isAfterOrUnknown(otherSince, since);
        }
        int restarts = Long.compare(restarts(right), restarts(left));
        if (restarts == 0) {
            restarts = Long.compare(sidecarRestarts(right), sidecarRestarts(left));
        }
        if (restarts != 0) {
            return restarts < 0;
        }
        Instant created = time(left.path("metadata").path("creationTimestamp"));
        Instant otherCreated = time(right.path("metadata").path("creationTimestamp"));
        return !Objects.equals(created, otherCreated) && isAfterOrUnknown(otherCreated, created);
    }

    private static boolean isAssigned(JsonNode pod) {
        return !pod.path("spec").path("nodeName").asText().isEmpty();
    }

    /** Phases that say nothing count as running, as in a Go map without them. */
    private static int phase(JsonNode pod) {
        return switch (pod.path("status").path("phase").asText()) {
            case "Unknown" -> 1;
            case "Pending" -> 2;
            default -> 0;
        };
    }

    private static boolean isReady(JsonNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static @Nullable Instant readySince(JsonNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")
                    && condition.path("status").asText().equals("True")) {
                return time(condition.path("lastTransitionTime"));
            }
        }
        return null;
    }

    private static boolean isAfterOrUnknown(@Nullable Instant time, @Nullable Instant other) {
        return time == null || (other != null && time.isAfter(other));
    }

    private static long restarts(JsonNode pod) {
        long most = 0;
        for (JsonNode status : pod.path("status").path("containerStatuses")) {
            most = Math.max(most, status.path("restartCount").asLong());
        }
        return most;
    }

    private static long sidecarRestarts(JsonNode pod) {
        Set<String> sidecars = new HashSet<>();
        for (JsonNode container : pod.path("spec").path("initContainers")) {
            if (container.path("restartPolicy").asText().equals("Always")) {
                sidecars.add(container.path("name").asText());
            }
        }
        long most = 0;
        for (JsonNode status : pod.path("status").path("initContainerStatuses")) {
            if (sidecars.contains(status.path("name").asText())) {
                most = Math.max(most, status.path("restartCount").asLong());
            }
        }
        return most;
    }

    private static @Nullable Instant time(JsonNode time) {
        try {
            return time.isTextual() ? OffsetDateTime.parse(time.asText()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
