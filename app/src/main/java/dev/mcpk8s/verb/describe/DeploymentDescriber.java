package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelSelectorText;
import dev.mcpk8s.print.describe.PodTemplateText;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Describes deployments, with the replica sets they made. */
@Singleton
final class DeploymentDescriber implements Describer {

    @Override
    public String groupKind() {
        return "Deployment.apps";
    }

    @Override
    public void describe(JsonNode object, DescribeScope scope, Description out) throws IOException {
        JsonNode spec = object.path("spec");
        DeploymentReplicaSets replicaSets = DeploymentReplicaSets.of(object, scope);
        WorkloadText.name(object, out);
        out.field(
                "CreationTimestamp",
                FieldValue.time(object.path("metadata").path("creationTimestamp")));
        WorkloadText.labels(object, out);
        out.field("Selector", LabelSelectorText.of(spec.path("selector")));
        replicas(object, out);
        out.field("StrategyType", FieldValue.text(spec.path("strategy").path("type")));
        out.field("MinReadySeconds", FieldValue.number(spec.path("minReadySeconds")));
        JsonNode rolling = spec.path("strategy").path("rollingUpdate");
        if (rolling.isObject()) {
            out.field(
                    "RollingUpdateStrategy",
                    amount(rolling.path("maxUnavailable"))
                            + " max unavailable, "
                            + amount(rolling.path("maxSurge"))
                            + " max surge");
        }
        PodTemplateText.write(spec.path("template"), out);
        WorkloadText.conditions(object, out);
        if (!replicaSets.isEmpty()) {
            out.field("OldReplicaSets", replicaSets.oldText());
            out.field("NewReplicaSet", replicaSets.newText());
        }
        scope.events(object, out);
    }

    private static void replicas(JsonNode object, Description out) throws IOException {
        JsonNode status = object.path("status");
        out.field(
                "Replicas",
                "%s desired | %s updated | %s total | %s available | %s unavailable"
                        .formatted(
                                FieldValue.number(object.path("spec").path("replicas")),
                                FieldValue.number(status.path("updatedReplicas")),
                                FieldValue.number(status.path("replicas")),
                                FieldValue.number(status.path("availableReplicas")),
                                FieldValue.number(status.path("unavailableReplicas"))));
    }

    private static String amount(JsonNode value) {
        return FieldValue.isSet(value) ? FieldValue.text(value) : "<nil>";
    }
}
