package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The ranges that services get their addresses from. */
@Singleton
final class ServiceCidrDescriber implements Describer {

    @Override
    public String groupKind() {
        return "ServiceCIDR.networking.k8s.io";
    }

    @Override
    public void describe(JsonNode range, DescribeScope scope, Description out) throws IOException {
        Header.writeWithoutNamespace(range, out);
        out.field("CIDRs", FieldText.joined(range.path("spec").path("cidrs"), ", "));
        JsonNode conditions = range.path("status").path("conditions");
        if (!conditions.isEmpty()) {
            out.write("Status:\n");
            Conditions.write(conditions, out);
        }
        scope.events(range, out);
    }
}
