package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Priority classes. */
@Singleton
final class PriorityClassDescriber implements Describer {

    @Override
    public String groupKind() {
        return "PriorityClass.scheduling.k8s.io";
    }

    @Override
    public void describe(JsonNode priority, DescribeScope scope, Description out)
            throws IOException {
        Header.name(priority, out);
        out.field("Value", FieldValue.number(priority.path("value")));
        out.field("GlobalDefault", FieldValue.flag(priority.path("globalDefault")));
        out.field("PreemptionPolicy", priority.path("preemptionPolicy").asText());
        out.field("Description", priority.path("description").asText());
        Header.annotationsInLine(priority, out);
        scope.events(priority, out);
    }
}
