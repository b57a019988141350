package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Horizontal pod autoscalers, always as their second version has them. */
@Singleton
final class HorizontalPodAutoscalerDescriber implements Describer {

    private static final String VERSION = "autoscaling/v2";

    @Override
    public String groupKind() {
        return "HorizontalPodAutoscaler.autoscaling";
    }

    @Override
    public void describe(JsonNode given, DescribeScope scope, Description out) throws IOException {
        JsonNode scaler = inSecondVersion(given, scope);
        JsonNode spec = scaler.path("spec");
        JsonNode target = spec.path("scaleTargetRef");
        Header.write(scaler, out);
        Header.creationTimestamp(scaler, out);
        String kind = target.path("kind").asText();
        out.field("Reference", kind + "/" + target.path("name").asText());
        out.write("Metrics:\t( current / target )\n");
        JsonNode status = scaler.path("status");
        for (int i = 0; i < spec.path("metrics").size(); i++) {
            JsonNode current = status.path("currentMetrics").path(i);
            new ScalingMetric(spec.path("metrics").path(i), current).write(out);
        }
        out.field("Min replicas", FieldText.orElse(spec.path("minReplicas"), "<unset>"));
        out.field("Max replicas", FieldValue.number(spec.path("maxReplicas")));
        if (spec.path("behavior").isObject()) {
            out.write("Behavior:\n");
            behavior("Scale Up", spec.path("behavior").path("scaleUp"), out);
            behavior("Scale Down", spec.path("behavior").path("scaleDown"), out);
        }
        out.write(
                "%s pods:\t%d current / %d desired\n"
                        .formatted(
                                kind,
                                status.path("currentReplicas").asLong(),
                                status.path("desiredReplicas").asLong()));
        conditions(status.path("conditions"), out);
        scope.events(scaler, out);
    }

    private static JsonNode inSecondVersion(JsonNode scaler, DescribeScope scope)
            throws IOException {
        if (scaler.path("apiVersion").asText().equals(VERSION)) {
            return scaler;
        }
        JsonNode metadata = scaler.path("metadata");
        return scope.get(
                "/apis/%s/namespaces/%s/horizontalpodautoscalers/%s"
                        .formatted(
                                VERSION,
                                metadata.path("namespace").asText(),
                                metadata.path("name").asText()));
    }

    private static void behavior(String direction, JsonNode rules, Description out)
            throws IOException {
        if (!FieldValue.isSet(rules)) {
            return;
        }
        out.write(1, direction + ":\n");
        JsonNode window = rules.path("stabilizationWindowSeconds");
        if (FieldValue.isSet(window)) {
            out.write(2, "Stabilization Window: " + window.asLong() + " seconds\n");
        }
        JsonNode policies = rules.path("policies");
        if (policies.isEmpty()) {
            return;
        }
        out.write(
                2, "Select Policy: " + FieldText.orElse(rules.path("selectPolicy"), "Max") + "\n");
        out.write(2, "Policies:\n");
        for (JsonNode policy : policies) {
            out.write(
                    3,
                    "- Type: %s\tValue: %d\tPeriod: %d seconds\n"
                            .formatted(
                                    policy.path("type").asText(),
                                    policy.path("value").asLong(),
                                    policy.path("periodSeconds").asLong()));
        }
    }

    private static void conditions(JsonNode conditions, Description out) throws IOException {
        if (conditions.isEmpty()) {
            return;
        }
        out.write("Conditions:\n");
        out.write(1, "Type\tStatus\tReason\tMessage\n");
        out.write(1, "----\t------\t------\t-------\n");
        for (JsonNode condition : conditions) {
            out.write(
                    1,
                    "%s\t%s\t%s\t%s\n"
                            .formatted(
                                    condition.path("type").asText(),
                                    condition.path("status").asText(),
                                    condition.path("reason").asText(),
                                    condition.path("message").asText()));
        }
    }
}
