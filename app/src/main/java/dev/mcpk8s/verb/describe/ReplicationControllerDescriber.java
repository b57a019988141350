package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.LabelSelectorText;
import dev.mcpk8s.print.describe.PodTemplateText;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Describes replication controllers. */
@Singleton
final class ReplicationControllerDescriber implements Describer {

    @Override
    public String groupKind() {
        return "ReplicationController";
    }

    @Override
    public void describe(JsonNode object, DescribeScope scope, Description out) throws IOException {
        JsonNode spec = object.path("spec");
        JsonNode selector = spec.path("selector");
        WorkloadPods pods = WorkloadPods.count(object, LabelSelectorText.ofLabels(selector), scope);
        WorkloadText.name(object, out);
        out.field("Selector", LabelSelectorText.ofLabelsOrNone(selector));
        WorkloadText.labels(object, out);
        WorkloadText.replicas(object, out);
        out.field("Pods Status", pods.text());
        PodTemplateText.write(spec.path("template"), out);
        WorkloadText.conditions(object, out);
        scope.events(object, out);
    }
}
