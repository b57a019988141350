package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelSelectorText;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Services, with the addresses their ports lead to. */
@Singleton
final class ServiceDescriber implements Describer {

    @Override
    public String groupKind() {
        return "Service";
    }

    @Override
    public void describe(JsonNode service, DescribeScope scope, Description out)
            throws IOException {
        Header.write(service, out);
        JsonNode spec = service.path("spec");
        addresses(spec, out);
        JsonNode ingress = service.path("status").path("loadBalancer").path("ingress");
        if (!ingress.isEmpty()) {
            out.field("LoadBalancer Ingress", loadBalancer(ingress));
        }
        ServiceEndpoints endpoints = endpoints(service, scope);
        for (JsonNode port : spec.path("ports")) {
            port(port, endpoints, out);
        }
        traffic(spec, out);
        scope.events(service, out);
    }

    private static void addresses(JsonNode spec, Description out) throws IOException {
        out.field("Selector", LabelSelectorText.ofLabelsOrNone(spec.path("selector")));
        out.field("Type", spec.path("type").asText());
        ifSet("IP Family Policy", spec.path("ipFamilyPolicy"), out);
        String families = FieldText.joined(spec.path("ipFamilies"), ",");
        out.field("IP Families", FieldText.nonEmpty(families, "<none>"));
        out.field("IP", spec.path("clusterIP").asText());
        JsonNode all = spec.path("clusterIPs");
        out.field("IPs", (all.isEmpty() ? "<none>" : FieldText.joined(all, ",")));
        if (!spec.path("externalIPs").isEmpty()) {
            out.field("External IPs", FieldText.joined(spec.path("externalIPs"), ","));
        }
        ifNotEmpty("Desired LoadBalancer IP", spec.path("loadBalancerIP"), out);
        ifNotEmpty("External Name", spec.path("externalName"), out);
    }

    private static String loadBalancer(JsonNode ingress) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode entry : ingress) {
            String ip = entry.path("ip").asText();
            String mode = FieldValue.text(entry.path("ipMode"));
            addresses.add(
                    ip.isEmpty()
                            ? entry.path("hostname").asText()
                            : mode.isEmpty() ? ip : ip + " (" + mode + ")");
        }
        return String.join(", ", addresses);
    }

    private static ServiceEndpoints endpoints(JsonNode service, DescribeScope scope)
            throws IOException {
        JsonNode metadata = service.path("metadata");
        try {
            return ServiceEndpoints.of(
                    metadata.path("namespace").asText(), metadata.path("name").asText(), scope);
        } catch (StatusException refused) {
            return ServiceEndpoints.none();
        }
    }

    private static void port(JsonNode port, ServiceEndpoints endpoints, Description out)
            throws IOException {
        String name = port.path("name").asText();
        String shown = FieldText.nonEmpty(name, "<unset>");
        String protocol = "/" + port.path("protocol").asText() + "\n";
        out.write("Port:\t" + shown + "\t" + port.path("port").asLong() + protocol);
        out.write("TargetPort:\t" + FieldText.orElse(port.path("targetPort"), "0") + protocol);
        ifSet("AppProtocol", port.path("appProtocol"), out);
        long nodePort = port.path("nodePort").asLong();
        if (nodePort != 0) {
            out.write("NodePort:\t" + shown + "\t" + nodePort + protocol);
        }
        out.field("Endpoints", endpoints.of(name));
    }

    private static void traffic(JsonNode spec, Description out) throws IOException {
        out.field("Session Affinity", spec.path("sessionAffinity").asText());
        ifNotEmpty("External Traffic Policy", spec.path("externalTrafficPolicy"), out);
        ifSet("Internal Traffic Policy", spec.path("internalTrafficPolicy"), out);
        ifSet("HealthCheck NodePort", spec.path("healthCheckNodePort"), out);
        JsonNode ranges = spec.path("loadBalancerSourceRanges");
        if (!ranges.isEmpty()) {
            out.field("LoadBalancer Source Ranges", FieldText.joined(ranges, ","));
        }
        ifSet("Traffic Distribution", spec.path("trafficDistribution"), out);
    }

    private static void ifSet(String label, JsonNode field, Description out) throws IOException {
        if (FieldValue.isSet(field)) {
            out.write(label + ":\t" + field.asText() + "\n");
        }
    }

    private static void ifNotEmpty(String label, JsonNode field, Description out)
            throws IOException {
        if (!FieldValue.text(field).isEmpty()) {
            ifSet(label, field, out);
        }
    }
}
