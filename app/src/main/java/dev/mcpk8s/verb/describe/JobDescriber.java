package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.Age;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelSelectorText;
import dev.mcpk8s.print.describe.PodTemplateText;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.OffsetDateTime;

/** Describes jobs. */
@Singleton
final class JobDescriber implements Describer {

    private static final int LONGEST_INDEXES = 50;

    @Override
    public String groupKind() {
        return "Job.batch";
    }

    @Override
    public void describe(JsonNode object, DescribeScope scope, Description out) throws IOException {
        JsonNode spec = object.path("spec");
        JsonNode status = object.path("status");
        WorkloadText.name(object, out);
        out.field("Selector", LabelSelectorText.of(spec.path("selector")));
        WorkloadText.labels(object, out);
        WorkloadText.controller(object, out);
        WorkloadText.optional("Parallelism", spec.path("parallelism"), "", out);
        WorkloadText.orUnset("Completions", spec.path("completions"), "", out);
        WorkloadText.optional("Completion Mode", spec.path("completionMode"), "", out);
        WorkloadText.optional("Suspend", spec.path("suspend"), "", out);
        WorkloadText.optional("Backoff Limit", spec.path("backoffLimit"), "", out);
        WorkloadText.optional(
                "TTL Seconds After Finished", spec.path("ttlSecondsAfterFinished"), "", out);
        times(status, out);
        WorkloadText.optional(
                "Active Deadline Seconds", spec.path("activeDeadlineSeconds"), "s", out);
        out.field("Pods Statuses", pods(status));
        if (FieldValue.text(spec.path("completionMode")).equals("Indexed")) {
            out.field("Completed Indexes", indexes(status.path("completedIndexes")));
        }
        PodTemplateText.write(spec.path("template"), out);
        scope.events(object, out);
    }

    private static void times(JsonNode status, Description out) throws IOException {
        JsonNode began = status.path("startTime");
        JsonNode ended = status.path("completionTime");
        if (began.isTextual()) {
            out.field("Start Time", FieldValue.time(began));
        }
        if (ended.isTextual()) {
            out.field("Completed At", FieldValue.time(ended));
        }
        if (began.isTextual() && ended.isTextual()) {
            out.field(
                    "Duration",
                    Age.since(began.asText(), OffsetDateTime.parse(ended.asText()).toInstant()));
        }
    }

    private static String pods(JsonNode status) {
        JsonNode ready = status.path("ready");
        return FieldValue.number(status.path("active"))
                + " Active"
                + (FieldValue.isSet(ready) ? " (" + FieldValue.text(ready) + " Ready)" : "")
                + " / "
                + FieldValue.number(status.path("succeeded"))
                + " Succeeded / "
                + FieldValue.number(status.path("failed"))
                + " Failed";
    }

    /** Long lists are cut after the first comma past the limit. */
    private static String indexes(JsonNode completed) {
        String indexes = FieldValue.textOrNone(completed);
        int comma = indexes.indexOf(',', LONGEST_INDEXES);
        return comma < 0 ? indexes : indexes.substring(0, comma + 1) + "...";
    }
}
