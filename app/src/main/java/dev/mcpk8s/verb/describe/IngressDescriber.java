package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelLines;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Ingresses, with the services and addresses their paths lead to. */
@Singleton
final class IngressDescriber implements Describer {

    @Override
    public String groupKind() {
        return "Ingress.networking.k8s.io";
    }

    @Override
    public void describe(JsonNode ingress, DescribeScope scope, Description out)
            throws IOException {
        JsonNode metadata = ingress.path("metadata");
        JsonNode spec = ingress.path("spec");
        Header.name(ingress, out);
        LabelLines.labels(out, "Labels", metadata.path("labels"));
        Header.namespace(ingress, out);
        JsonNode balancer = ingress.path("status").path("loadBalancer");
        out.field("Address", addresses(balancer.path("ingress")));
        String className = FieldText.orElse(spec.path("ingressClassName"), "<none>");
        out.field("Ingress Class", className);
        IngressBackends backends = new IngressBackends(metadata.path("namespace").asText(), scope);
        JsonNode fallback = spec.path("defaultBackend");
        String fallbackText = fallback.isObject() ? backends.describe(fallback) : "<default>";
        out.field("Default backend", fallbackText);
        certificates(spec.path("tls"), out);
        rules(spec.path("rules"), fallbackText, backends, out);
        LabelLines.annotations(out, "Annotations", metadata.path("annotations"));
        scope.events(ingress, out);
    }

    private static String addresses(JsonNode ingress) {
        Set<String> addresses = new TreeSet<>();
        for (JsonNode entry : ingress) {
            String ip = entry.path("ip").asText();
            String address = ip.isEmpty() ? entry.path("hostname").asText() : ip;
            if (!address.isEmpty()) {
                addresses.add(address);
            }
        }
        return String.join(",", addresses);
    }

    private static void certificates(JsonNode tls, Description out) throws IOException {
        if (tls.isEmpty()) {
            return;
        }
        out.write("TLS:\n");
        for (JsonNode entry : tls) {
            String secret = entry.path("secretName").asText();
            String verb = secret.isEmpty() ? "SNI routes " : secret + " terminates ";
            out.write(1, verb + FieldText.joined(entry.path("hosts"), ",") + "\n");
        }
    }

    private static void rules(
            JsonNode rules, String fallback, IngressBackends backends, Description out)
            throws IOException {
        out.write("Rules:\n  Host\tPath\tBackends\n");
        out.write(1, "----\t----\t--------\n");
        boolean none = true;
        for (JsonNode rule : rules) {
            if (!FieldValue.isSet(rule.path("http"))) {
                continue;
            }
            none = false;
            out.write(1, FieldText.nonEmpty(rule.path("host").asText(), "*") + "\t\n");
            for (JsonNode path : rule.path("http").path("paths")) {
                out.write(
                        2,
                        "\t%s \t%s\n"
                                .formatted(
                                        path.path("path").asText(),
                                        backends.describe(path.path("backend"))));
            }
        }
        if (none) {
            out.write(1, "*\t*\t" + fallback + "\n");
        }
    }
}
