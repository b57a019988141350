package dev.mcpk8s.verb.tool.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.workload.RolloutStatus;

/**
 * How far an object is.
 *
 * @param state for people, without a line's end
 */
record Readiness(String state, boolean ready) {

    static final Readiness ABSENT = new Readiness("not created yet", false);

    static Readiness of(Subject subject, JsonNode object) {
        return switch (subject.mapping().kind()) {
            case "Pod" -> pod(object);
            case "Job" -> job(object);
            case "PersistentVolumeClaim" -> claim(object);
            default -> rollout(subject, object);
        };
    }

    private static Readiness rollout(Subject subject, JsonNode object) {
        try {
            RolloutStatus status = RolloutStatus.viewer(subject.mapping()).of(object, 0);
            String message = status.message().strip();
            int colon = message.indexOf("rollout to finish: ");
            String state =
                    colon < 0 ? message : message.substring(colon + "rollout to finish: ".length());
            return new Readiness(status.done() ? "ready" : state, status.done());
        } catch (CommandException stuck) {
            return new Readiness(stuck.text(), false);
        }
    }

    static Readiness pod(JsonNode pod) {
        JsonNode status = pod.path("status");
        String phase = status.path("phase").asText("Unknown");
        if (phase.equals("Succeeded") || isTrue(status, "Ready")) {
            return new Readiness("ready", true);
        }
        String why = PodTrouble.of(status);
        return new Readiness(why.isEmpty() ? phase : phase + ", " + why, false);
    }

    private static Readiness job(JsonNode job) {
        JsonNode status = job.path("status");
        long wanted = job.path("spec").path("completions").asLong(1);
        long done = status.path("succeeded").asLong();
        if (isTrue(status, "Complete") || done >= wanted) {
            return new Readiness("complete", true);
        }
        long failed = status.path("failed").asLong();
        String state = done + " of " + wanted + " completions";
        return new Readiness(failed == 0 ? state : state + ", " + failed + " failed", false);
    }

    private static Readiness claim(JsonNode claim) {
        String phase = claim.path("status").path("phase").asText("Pending");
        return new Readiness(phase, phase.equals("Bound"));
    }

    private static boolean isTrue(JsonNode status, String condition) {
        for (JsonNode one : status.path("conditions")) {
            if (one.path("type").asText().equals(condition)) {
                return one.path("status").asText().equals("True");
            }
        }
        return false;
    }
}
