package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pod tells of its server.
 *
 * @param reason one word; null when all is well
 * @param hopeless whether waiting longer is of no use
 */
record PodReading(
        ServerState state,
        String name,
        int restarts,
        @Nullable String reason,
        @Nullable String message,
        boolean hopeless) {

    /** What a kubelet says when it gives up for now, and nothing but a change of the pod helps. */
    private static final Set<String> HOPELESS =
            Set.of(
                    "ImagePullBackOff",
                    "ErrImageNeverPull",
                    "InvalidImageName",
                    "ImageInspectError",
                    "CreateContainerError",
                    "CreateContainerConfigError",
                    "RunContainerError");

    static PodReading of(JsonNode pod) {
        JsonNode status = pod.path("status");
        JsonNode container = status.path("containerStatuses").path(0);
        String phase = status.path("phase").asText();
        if (phase.equals("Failed")) {
            return failed(pod, container);
        }
        JsonNode waiting = container.path("state").path("waiting");
        String waits = waiting.path("reason").asText("");
        if (HOPELESS.contains(waits)) {
            return with(pod, ServerState.STARTING, waits, textOf(waiting), true);
        }
        JsonNode scheduled = condition(pod, "PodScheduled");
        if (scheduled.path("status").asText().equals("False")) {
            return with(
                    pod,
                    ServerState.PENDING,
                    scheduled.path("reason").asText("Unscheduled"),
                    textOf(scheduled),
                    false);
        }
        if (phase.equals("Pending") && status.path("startTime").isMissingNode()) {
            return with(pod, ServerState.PENDING, "NotScheduled", "the pod has no node yet", false);
        }
        if (isReady(pod)) {
            return with(pod, ServerState.READY, null, null, false);
        }
        return with(
                pod,
                ServerState.STARTING,
                waits.isEmpty() ? "NotReady" : waits,
                waits.isEmpty() ? "the server does not answer yet" : textOf(waiting),
                false);
    }

    static boolean isReady(JsonNode pod) {
        return pod.at("/metadata/deletionTimestamp").isMissingNode()
                && condition(pod, "Ready").path("status").asText().equals("True");
    }

    private static PodReading failed(JsonNode pod, JsonNode container) {
        JsonNode end = container.path("state").path("terminated");
        String reason = end.path("reason").asText(pod.at("/status/reason").asText("Failed"));
        String message =
                end.isMissingNode()
                        ? textOf(pod.path("status"))
                        : "its container ended with exit code " + end.path("exitCode").asInt();
        return with(pod, ServerState.STARTING, reason, message, false);
    }

    private static PodReading with(
            JsonNode pod,
            ServerState state,
            @Nullable String reason,
            @Nullable String message,
            boolean hopeless) {
        return new PodReading(
                state,
                pod.at("/metadata/name").asText(),
                pod.at("/status/containerStatuses/0/restartCount").asInt(),
                reason,
                message,
                hopeless);
    }

    private static JsonNode condition(JsonNode pod, String type) {
        for (JsonNode condition : pod.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return MissingNode.getInstance();
    }

    private static @Nullable String textOf(JsonNode node) {
        String text = node.path("message").asText("");
        return text.isEmpty() ? null : text;
    }
}
