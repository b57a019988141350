package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Who has a role in the whole cluster. */
@Singleton
final class ClusterRoleBindingDescriber implements Describer {

    @Override
    public String groupKind() {
        return "ClusterRoleBinding.rbac.authorization.k8s.io";
    }

    @Override
    public void describe(JsonNode binding, DescribeScope scope, Description out)
            throws IOException {
        Subjects.describe(binding, out);
    }
}
