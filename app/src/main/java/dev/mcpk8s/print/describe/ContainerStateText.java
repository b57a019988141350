package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** What a container does and what it did before (kubectl: {@code describe/describe.go}). */
final class ContainerStateText {

    private ContainerStateText() {}

    /** Writes a container's status. */
    static void write(JsonNode status, Description out) throws IOException {
        state("State", status.path("state"), out);
        JsonNode last = status.path("lastState");
        if (last.path("terminated").isObject()) {
            state("Last State", last, out);
        }
        out.field(2, "Ready", FieldValue.capitalFlag(status.path("ready")));
        out.field(2, "Restart Count", FieldValue.number(status.path("restartCount")));
    }

    private static void state(String title, JsonNode state, Description out) throws IOException {
        JsonNode running = state.path("running");
        JsonNode waiting = state.path("waiting");
        JsonNode terminated = state.path("terminated");
        if (running.isObject()) {
            out.field(2, title, "Running");
            out.field(3, "Started", FieldValue.time(running.path("startedAt")));
        } else if (terminated.isObject() && !waiting.isObject()) {
            out.field(2, title, "Terminated");
            terminated(terminated, out);
        } else {
            out.field(2, title, "Waiting");
            PodTemplateText.optional(3, "Reason", waiting.path("reason"), out);
        }
    }

    private static void terminated(JsonNode end, Description out) throws IOException {
        PodTemplateText.optional(3, "Reason", end.path("reason"), out);
        PodTemplateText.optional(3, "Message", end.path("message"), out);
        out.field(3, "Exit Code", FieldValue.number(end.path("exitCode")));
        if (end.path("signal").asLong() > 0) {
            out.field(3, "Signal", FieldValue.number(end.path("signal")));
        }
        out.field(3, "Started", FieldValue.time(end.path("startedAt")));
        out.field(3, "Finished", FieldValue.time(end.path("finishedAt")));
    }
}
