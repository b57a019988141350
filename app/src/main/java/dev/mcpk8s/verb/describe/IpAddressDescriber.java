package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The addresses of services and who holds them. */
@Singleton
final class IpAddressDescriber implements Describer {

    @Override
    public String groupKind() {
        return "IPAddress.networking.k8s.io";
    }

    @Override
    public void describe(JsonNode address, DescribeScope scope, Description out)
            throws IOException {
        Header.writeWithoutNamespace(address, out);
        JsonNode parent = address.path("spec").path("parentRef");
        if (parent.isObject()) {
            out.write("Parent Reference:\n");
            out.field(1, "Group", parent.path("group").asText());
            out.field(1, "Resource", parent.path("resource").asText());
            out.field(1, "Namespace", parent.path("namespace").asText());
            out.field(1, "Name", parent.path("name").asText());
        }
        scope.events(address, out);
    }
}
