package dev.mcpk8s.verb.tool.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Why a pod is not ready, as its status tells it. */
final class PodTrouble {

    private static final int LONGEST = 300;

    private PodTrouble() {}

    /**
     * @param status of the pod
     * @return empty when it tells nothing
     */
    static String of(JsonNode status) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("PodScheduled")
                    && condition.path("status").asText().equals("False")) {
                reasons.add(reason(condition));
            }
        }
        for (String field : List.of("initContainerStatuses", "containerStatuses")) {
            for (JsonNode container : status.path(field)) {
                JsonNode state = container.path("state");
                String name = "container " + container.path("name").asText() + ": ";
                if (state.has("waiting")) {
                    reasons.add(name + reason(state.path("waiting")));
                } else if (state.path("terminated").path("exitCode").asLong() != 0) {
                    JsonNode end = state.path("terminated");
                    reasons.add(
                            name + reason(end) + ", exit code " + end.path("exitCode").asLong());
                }
            }
        }
        return String.join("; ", reasons);
    }

    private static String reason(JsonNode state) {
        String reason = state.path("reason").asText();
        String message = state.path("message").asText().replaceAll("\\s+", " ").strip();
        String text = message.isEmpty() ? reason : reason + ": " + message;
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
