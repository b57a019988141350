package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelSelectorText;
import dev.mcpk8s.print.describe.PodTemplateText;
import dev.mcpk8s.print.describe.VolumeClaimText;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Describes stateful sets. */
@Singleton
final class StatefulSetDescriber implements Describer {

    @Override
    public String groupKind() {
        return "StatefulSet.apps";
    }

    @Override
    public void describe(JsonNode object, DescribeScope scope, Description out) throws IOException {
        JsonNode spec = object.path("spec");
        String selector = LabelSelectorText.of(spec.path("selector"));
        WorkloadPods pods = WorkloadPods.count(object, selector, scope);
        WorkloadText.name(object, out);
        out.field(
                "CreationTimestamp",
                FieldValue.time(object.path("metadata").path("creationTimestamp")));
        out.field("Selector", selector);
        WorkloadText.labels(object, out);
        out.field(
                "Replicas",
                FieldValue.number(spec.path("replicas"))
                        + " desired | "
                        + FieldValue.number(object.path("status").path("replicas"))
                        + " total");
        strategy(spec.path("updateStrategy"), out);
        out.field("Pods Status", pods.text());
        PodTemplateText.write(spec.path("template"), out);
        VolumeClaimText.writeTemplates(spec.path("volumeClaimTemplates"), out);
        scope.events(object, out);
    }

    private static void strategy(JsonNode strategy, Description out) throws IOException {
        out.field("Update Strategy", FieldValue.text(strategy.path("type")));
        JsonNode rolling = strategy.path("rollingUpdate");
        if (FieldValue.isSet(rolling.path("partition"))) {
            out.field(1, "Partition", FieldValue.text(rolling.path("partition")));
            JsonNode unavailable = rolling.path("maxUnavailable");
            if (FieldValue.isSet(unavailable)) {
                out.field(1, "MaxUnavailable", FieldValue.text(unavailable));
            }
        }
    }
}
