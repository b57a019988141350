package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Ingress classes and the object that configures their controller. */
@Singleton
final class IngressClassDescriber implements Describer {

    @Override
    public String groupKind() {
        return "IngressClass.networking.k8s.io";
    }

    @Override
    public void describe(JsonNode ingressClass, DescribeScope scope, Description out)
            throws IOException {
        Header.writeWithoutNamespace(ingressClass, out);
        JsonNode spec = ingressClass.path("spec");
        out.field("Controller", spec.path("controller").asText());
        JsonNode parameters = spec.path("parameters");
        if (parameters.isObject()) {
            out.write("Parameters:\n");
            if (parameters.hasNonNull("apiGroup")) {
                out.field(1, "APIGroup", parameters.path("apiGroup").asText());
            }
            out.field(1, "Kind", parameters.path("kind").asText());
            out.field(1, "Name", parameters.path("name").asText());
        }
        scope.events(ingressClass, out);
    }
}
