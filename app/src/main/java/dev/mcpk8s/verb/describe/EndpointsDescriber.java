package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The addresses of a service's pods, as older clusters keep them. */
@Singleton
final class EndpointsDescriber implements Describer {

    @Override
    public String groupKind() {
        return "Endpoints";
    }

    @Override
    public void describe(JsonNode endpoints, DescribeScope scope, Description out)
            throws IOException {
        Header.write(endpoints, out);
        out.write("Subsets:\n");
        for (JsonNode subset : endpoints.path("subsets")) {
            out.field(1, "Addresses", addresses(subset.path("addresses")));
            out.field(1, "NotReadyAddresses", addresses(subset.path("notReadyAddresses")));
            ports(subset.path("ports"), out);
            out.write("\n");
        }
        scope.events(endpoints, out);
    }

    private static String addresses(JsonNode addresses) {
        List<String> texts = new ArrayList<>();
        addresses.forEach(address -> texts.add(address.path("ip").asText()));
        return FieldText.nonEmpty(String.join(",", texts), "<none>");
    }

    private static void ports(JsonNode ports, Description out) throws IOException {
        if (ports.isEmpty()) {
            return;
        }
        out.write(1, "Ports:\n");
        out.write(2, "Name\tPort\tProtocol\n");
        out.write(2, "----\t----\t--------\n");
        for (JsonNode port : ports) {
            out.write(
                    2,
                    "%s\t%d\t%s\n"
                            .formatted(
                                    FieldText.nonEmpty(port.path("name").asText(), "<unset>"),
                                    port.path("port").asLong(),
                                    port.path("protocol").asText()));
        }
    }
}
