package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import jakarta.inject.Singleton;
import java.io.IOException;

/** A part of the addresses of a service's pods. */
@Singleton
final class EndpointSliceDescriber implements Describer {

    private static final String UNSET = "<unset>";

    @Override
    public String groupKind() {
        return "EndpointSlice.discovery.k8s.io";
    }

    @Override
    public void describe(JsonNode slice, DescribeScope scope, Description out) throws IOException {
        Header.write(slice, out);
        out.field("AddressType", slice.path("addressType").asText());
        ports(slice.path("ports"), out);
        JsonNode endpoints = slice.path("endpoints");
        out.write(endpoints.isEmpty() ? "Endpoints: <none>\n" : "Endpoints:\n");
        for (JsonNode endpoint : endpoints) {
            endpoint(endpoint, out);
        }
        scope.events(slice, out);
    }

    private static void ports(JsonNode ports, Description out) throws IOException {
        if (ports.isEmpty()) {
            out.write("Ports: <unset>\n");
            return;
        }
        out.write("Ports:\n");
        out.write(1, "Name\tPort\tProtocol\n");
        out.write(1, "----\t----\t--------\n");
        for (JsonNode port : ports) {
            out.write(
                    1,
                    "%s\t%s\t%s\n"
                            .formatted(
                                    FieldValue.textOr(port.path("name"), UNSET),
                                    FieldText.orElse(port.path("port"), UNSET),
                                    port.path("protocol").asText()));
        }
    }

    private static void endpoint(JsonNode endpoint, Description out) throws IOException {
        String addresses = FieldText.joined(endpoint.path("addresses"), ", ");
        out.field(1, "- Addresses", FieldText.nonEmpty(addresses, "<none>"));
        out.write(2, "Conditions:\n");
        JsonNode ready = endpoint.path("conditions").path("ready");
        out.field(3, "Ready", FieldText.orElse(ready, UNSET));
        out.field(2, "Hostname", FieldText.orElse(endpoint.path("hostname"), UNSET));
        JsonNode target = endpoint.path("targetRef");
        if (target.isObject()) {
            out.write(
                    2,
                    "TargetRef:\t%s/%s\n"
                            .formatted(target.path("kind").asText(), target.path("name").asText()));
        }
        out.field(2, "NodeName", FieldText.orElse(endpoint.path("nodeName"), UNSET));
        out.field(2, "Zone", FieldText.orElse(endpoint.path("zone"), UNSET));
    }
}
