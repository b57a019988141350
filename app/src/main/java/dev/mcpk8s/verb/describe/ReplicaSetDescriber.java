package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.LabelSelectorText;
import dev.mcpk8s.print.describe.PodTemplateText;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Describes replica sets. */
@Singleton
final class ReplicaSetDescriber implements Describer {

    @Override
    public String groupKind() {
        return "ReplicaSet.apps";
    }

    @Override
    public void describe(JsonNode object, DescribeScope scope, Description out) throws IOException {
        JsonNode spec = object.path("spec");
        String selector = LabelSelectorText.of(spec.path("selector"));
        WorkloadText.name(object, out);
        out.field("Selector", LabelSelectorText.orNone(spec.path("selector")));
        WorkloadText.labels(object, out);
        WorkloadText.controller(object, out);
        WorkloadText.replicas(object, out);
        out.field("Pods Status", pods(object, selector, scope));
        PodTemplateText.write(spec.path("template"), out);
        WorkloadText.conditions(object, out);
        scope.events(object, out);
    }

    private static String pods(JsonNode object, String selector, DescribeScope scope)
            throws IOException {
        try {
            return WorkloadPods.count(object, selector, scope).text();
        } catch (StatusException refused) {
            // Alone of all workloads a replica set is described without its pods.
            return "error in fetching pods: " + refused.text();
        }
    }
}
