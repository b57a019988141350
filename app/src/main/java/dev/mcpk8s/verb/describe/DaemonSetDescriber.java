package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelSelectorText;
import dev.mcpk8s.print.describe.PodTemplateText;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Describes daemon sets. */
@Singleton
final class DaemonSetDescriber implements Describer {

    @Override
    public String groupKind() {
        return "DaemonSet.apps";
    }

    @Override
    public void describe(JsonNode object, DescribeScope scope, Description out) throws IOException {
        JsonNode template = object.path("spec").path("template");
        JsonNode status = object.path("status");
        String selector = LabelSelectorText.of(object.path("spec").path("selector"));
        WorkloadPods pods = WorkloadPods.count(object, selector, scope);
        WorkloadText.name(object, out);
        out.field("Selector", selector);
        out.field(
                "Node-Selector",
                LabelSelectorText.ofLabelsOrNone(template.path("spec").path("nodeSelector")));
        WorkloadText.labels(object, out);
        count("Desired Number of Nodes Scheduled", status.path("desiredNumberScheduled"), out);
        count("Current Number of Nodes Scheduled", status.path("currentNumberScheduled"), out);
        count(
                "Number of Nodes Scheduled with Up-to-date Pods",
                status.path("updatedNumberScheduled"),
                out);
        count("Number of Nodes Scheduled with Available Pods", status.path("numberAvailable"), out);
        count("Number of Nodes Misscheduled", status.path("numberMisscheduled"), out);
        out.field("Pods Status", pods.text());
        PodTemplateText.write(template, out);
        scope.events(object, out);
    }

    /** These lines have no columns. */
    private static void count(String title, JsonNode number, Description out) throws IOException {
        out.write(title + ": " + FieldValue.number(number) + "\n");
    }
}
