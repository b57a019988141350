package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelSelectorText;
import dev.mcpk8s.print.describe.PodTemplateText;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Describes cron jobs. */
@Singleton
final class CronJobDescriber implements Describer {

    @Override
    public String groupKind() {
        return "CronJob.batch";
    }

    @Override
    public void describe(JsonNode object, DescribeScope scope, Description out) throws IOException {
        JsonNode spec = object.path("spec");
        JsonNode status = object.path("status");
        WorkloadText.name(object, out);
        WorkloadText.labels(object, out);
        out.field("Schedule", FieldValue.text(spec.path("schedule")));
        out.field("Concurrency Policy", FieldValue.text(spec.path("concurrencyPolicy")));
        JsonNode suspend = spec.path("suspend");
        out.field(
                "Suspend",
                FieldValue.isSet(suspend) ? FieldValue.capitalFlag(suspend) : FieldValue.UNSET);
        WorkloadText.orUnset("Time Zone", spec.path("timeZone"), "", out);
        WorkloadText.orUnset(
                "Successful Job History Limit", spec.path("successfulJobsHistoryLimit"), "", out);
        WorkloadText.orUnset(
                "Failed Job History Limit", spec.path("failedJobsHistoryLimit"), "", out);
        WorkloadText.orUnset(
                "Starting Deadline Seconds", spec.path("startingDeadlineSeconds"), "s", out);
        jobs(spec.path("jobTemplate").path("spec"), out);
        JsonNode last = status.path("lastScheduleTime");
        out.field(
                "Last Schedule Time", last.isTextual() ? FieldValue.time(last) : FieldValue.UNSET);
        active(status.path("active"), out);
        scope.events(object, out);
    }

    private static void jobs(JsonNode spec, Description out) throws IOException {
        JsonNode selector = spec.path("selector");
        out.field(
                "Selector",
                FieldValue.isSet(selector) ? LabelSelectorText.of(selector) : FieldValue.UNSET);
        WorkloadText.orUnset("Parallelism", spec.path("parallelism"), "", out);
        WorkloadText.orUnset("Completions", spec.path("completions"), "", out);
        WorkloadText.optional(
                "Active Deadline Seconds", spec.path("activeDeadlineSeconds"), "s", out);
        PodTemplateText.write(spec.path("template"), out);
    }

    private static void active(JsonNode jobs, Description out) throws IOException {
        List<String> names = new ArrayList<>();
        jobs.forEach(job -> names.add(FieldValue.text(job.path("name"))));
        out.field("Active Jobs", names.isEmpty() ? FieldValue.NONE : String.join(", ", names));
    }
}
