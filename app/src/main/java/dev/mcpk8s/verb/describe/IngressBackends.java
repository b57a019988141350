package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.StatusException;
import java.io.IOException;

/** Where an ingress sends traffic: a service with its addresses, or some other object. */
final class IngressBackends {

    private final String namespace;
    private final DescribeScope scope;

    IngressBackends(String namespace, DescribeScope scope) {
        this.namespace = namespace;
        this.scope = scope;
    }

    /** The backend in one cell; a service that cannot be read tells why. */
    String describe(JsonNode backend) throws IOException {
        JsonNode service = backend.path("service");
        if (service.isObject()) {
            return service(service);
        }
        JsonNode resource = backend.path("resource");
        return resource.isObject()
                ? "APIGroup: %s, Kind: %s, Name: %s"
                        .formatted(
                                FieldText.orElse(resource.path("apiGroup"), "<none>"),
                                resource.path("kind").asText(),
                                resource.path("name").asText())
                : "";
    }

    private String service(JsonNode service) throws IOException {
        String name = service.path("name").asText();
        JsonNode port = service.path("port");
        long number = port.path("number").asLong();
        String shown = name + ":" + (number == 0 ? port.path("name").asText() : "" + number);
        try {
            ServiceEndpoints endpoints = ServiceEndpoints.of(namespace, name, scope);
            JsonNode found = scope.get("/api/v1/namespaces/" + namespace + "/services/" + name);
            String portName = portName(found.path("spec").path("ports"), port);
            return "%s (%s)".formatted(shown, endpoints.of(portName));
        } catch (StatusException failure) {
            return "%s (<error: %s>)".formatted(shown, failure.text());
        }
    }

    /** The name of the service's port that the backend means; the last one where several fit. */
    private static String portName(JsonNode ports, JsonNode wanted) {
        long number = wanted.path("number").asLong();
        String name = wanted.path("name").asText();
        String found = "";
        for (JsonNode port : ports) {
            boolean sameNumber = number != 0 && number == port.path("port").asLong();
            boolean sameName = !name.isEmpty() && name.equals(port.path("name").asText());
            if (sameNumber || sameName) {
                found = port.path("name").asText();
            }
        }
        return found;
    }
}
