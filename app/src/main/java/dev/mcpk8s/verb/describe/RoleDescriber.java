package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Roles of a namespace. */
@Singleton
final class RoleDescriber implements Describer {

    @Override
    public String groupKind() {
        return "Role.rbac.authorization.k8s.io";
    }

    @Override
    public void describe(JsonNode role, DescribeScope scope, Description out) throws IOException {
        PolicyRules.describe(role, out);
    }
}
