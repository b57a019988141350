package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpk8s.json.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server from its Job and its pods. Of several pods the newest tells; the others tried before.
 *
 * @param pod what the newest pod tells; null when there is none
 */
record ServerReading(JsonNode job, List<JsonNode> pods, @Nullable PodReading pod) {

    static ServerReading of(JsonNode job, List<JsonNode> pods) {
        PodReading newest =
                pods.stream()
                        .max(
                                Comparator.comparing(PodReading::isReady)
                                        .thenComparing(ServerReading::createdAt))
                        .map(PodReading::of)
                        .orElse(null);
        return new ServerReading(job, List.copyOf(pods), newest);
    }

    /** Whether it is a server of ours at all. */
    static boolean isServer(JsonNode job) {
        JsonNode labels = job.at("/metadata/labels");
        return labels.path(Labels.MANAGED_BY).asText().equals(Labels.MANAGER)
                && labels.path(Labels.SERVER).asText().equals(job.at("/metadata/name").asText());
    }

    static Instant createdAt(JsonNode object) {
        return instant(object.at("/metadata/creationTimestamp"), Instant.EPOCH);
    }

    static boolean isSuspended(JsonNode job) {
        return job.at("/spec/suspend").asBoolean();
    }

    /** Whether it counts no more: it has ended, or is being removed. */
    boolean isOver() {
        return state().isOver();
    }

    ServerState state() {
        if (!job.at("/metadata/deletionTimestamp").isMissingNode()) {
            return ServerState.DELETING;
        }
        JsonNode failed = failure();
        if (failed != null) {
            return failed.path("reason").asText().equals("DeadlineExceeded")
                    ? ServerState.EXPIRED
                    : ServerState.FAILED;
        }
        if (condition("Complete") != null) {
            return ServerState.ENDED;
        }
        if (isSuspended(job)) {
            return ServerState.CREATING;
        }
        if (pod != null) {
            return pod.state();
        }
        return job.at("/status/ready").asInt() > 0 ? ServerState.READY : ServerState.PENDING;
    }

    EphemeralServer server() {
        ServerState state = state();
        String name = job.at("/metadata/name").asText();
        String namespace = job.at("/metadata/namespace").asText();
        JsonNode config = config();
        String url =
                "http://%s.%s.svc.cluster.local:%d/"
                        .formatted(name, namespace, config.path("port").asInt(8080));
        return new EphemeralServer(
                name,
                namespace,
                state,
                state == ServerState.READY,
                reason(state),
                message(state),
                restarts(),
                pod == null ? null : pod.name(),
                url,
                url + "sse",
                "/ephemeral/servers/" + name + "/mcp?namespace=" + namespace,
                job.at("/metadata/labels").path(Labels.OWNER).asText(),
                createdAt(job).toString(),
                expiresAt().toString(),
                config);
    }

    private @Nullable String reason(ServerState state) {
        return switch (state) {
            case READY, CREATING, DELETING, ENDED -> null;
            case EXPIRED -> "DeadlineExceeded";
            case FAILED -> {
                JsonNode failed = failure();
                String ofPod = pod == null ? null : pod.reason();
                yield ofPod == null && failed != null ? failed.path("reason").asText() : ofPod;
            }
            case PENDING, STARTING -> pod == null ? "NoPod" : pod.reason();
        };
    }

    private @Nullable String message(ServerState state) {
        return switch (state) {
            case READY, DELETING -> null;
            case CREATING -> "its objects are being made";
            case ENDED -> "it ended by itself; most often because nobody used it for long enough";
            case EXPIRED -> "its time to live is over";
            case FAILED -> {
                JsonNode failed = failure();
                String ofPod = pod == null ? null : pod.message();
                yield ofPod == null && failed != null ? failed.path("message").asText() : ofPod;
            }
            case PENDING, STARTING -> pod == null ? "there is no pod yet" : pod.message();
        };
    }

    /** What made the Job fail; it says so some time before its pods have ended. */
    private @Nullable JsonNode failure() {
        JsonNode failed = condition("Failed");
        return failed == null ? condition("FailureTarget") : failed;
    }

    /** Failed pods count: each was an attempt of its own. */
    private int restarts() {
        int inPlace = pod == null ? 0 : pod.restarts();
        return inPlace + Math.max(0, pods.size() - 1);
    }

    /** The deadline counts from the Job's start. */
    private Instant expiresAt() {
        Instant start = instant(job.at("/status/startTime"), createdAt(job));
        return start.plusSeconds(job.at("/spec/activeDeadlineSeconds").asLong());
    }

    private JsonNode config() {
        String kept = job.at("/metadata/annotations").path(Labels.SPEC).asText("{}");
        try {
            JsonNode config = Json.READER.readTree(kept);
            return config.isObject() ? config : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException changed) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private @Nullable JsonNode condition(String type) {
        for (JsonNode condition : job.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)
                    && condition.path("status").asText().equals("True")) {
                return condition;
            }
        }
        return null;
    }

    private static Instant instant(JsonNode text, Instant otherwise) {
        try {
            return text.isTextual() ? Instant.parse(text.asText()) : otherwise;
        } catch (DateTimeParseException malformed) {
            return otherwise;
        }
    }
}
