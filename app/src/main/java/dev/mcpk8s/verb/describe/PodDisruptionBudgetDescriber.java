package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelSelectorText;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Pod disruption budgets. */
@Singleton
final class PodDisruptionBudgetDescriber implements Describer {

    @Override
    public String groupKind() {
        return "PodDisruptionBudget.policy";
    }

    @Override
    public void describe(JsonNode budget, DescribeScope scope, Description out) throws IOException {
        Header.name(budget, out);
        Header.namespace(budget, out);
        JsonNode spec = budget.path("spec");
        if (spec.hasNonNull("minAvailable")) {
            out.field("Min available", spec.path("minAvailable").asText());
        } else if (spec.hasNonNull("maxUnavailable")) {
            out.field("Max unavailable", spec.path("maxUnavailable").asText());
        }
        JsonNode selector = spec.path("selector");
        String selected =
                !FieldValue.isSet(selector) ? "<unset>" : LabelSelectorText.orNone(selector);
        out.field("Selector", selected);
        JsonNode status = budget.path("status");
        out.write("Status:\n");
        out.field(2, "Allowed disruptions", FieldValue.number(status.path("disruptionsAllowed")));
        out.field(2, "Current", FieldValue.number(status.path("currentHealthy")));
        out.field(2, "Desired", FieldValue.number(status.path("desiredHealthy")));
        out.field(2, "Total", FieldValue.number(status.path("expectedPods")));
        scope.events(budget, out);
    }
}
