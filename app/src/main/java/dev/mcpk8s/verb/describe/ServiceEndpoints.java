package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.FieldValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where a service's traffic goes: the first addresses of its ready pods. */
final class ServiceEndpoints {

    private static final int SHOWN = 3;

    private final List<JsonNode> slices;

    private ServiceEndpoints(List<JsonNode> slices) {
        this.slices = slices;
    }

    /** No slice at all, also of a service whose slices cannot be read. */
    static ServiceEndpoints none() {
        return new ServiceEndpoints(List.of());
    }

    /**
     * @throws dev.mcpk8s.error.StatusException when the server refuses
     */
    static ServiceEndpoints of(String namespace, String service, DescribeScope scope)
            throws IOException {
        JsonNode list =
                scope.get(
                        "/apis/discovery.k8s.io/v1/namespaces/%s/endpointslices?labelSelector=%s"
                                .formatted(
                                        namespace,
                                        DescribeScope.encoded(
                                                "kubernetes.io/service-name=" + service)));
        List<JsonNode> slices = new ArrayList<>();
        list.path("items").forEach(slices::add);
        return new ServiceEndpoints(slices);
    }

    /** The addresses behind a port; slices without any port show theirs for every one. */
    String of(String portName) {
        if (slices.isEmpty()) {
            return "<none>";
        }
        Shown shown = new Shown();
        for (JsonNode slice : slices) {
            JsonNode endpoints = slice.path("endpoints");
            JsonNode ports = slice.path("ports");
            if (ports.isEmpty()) {
                endpoints.forEach(endpoint -> shown.add(endpoint, ""));
            }
            for (JsonNode port : ports) {
                if (FieldValue.text(port.path("name")).equals(portName)) {
                    String number = port.path("port").asText();
                    endpoints.forEach(endpoint -> shown.add(endpoint, number));
                }
            }
        }
        return shown.text();
    }

    /** What is shown of all, and how many there are. */
    private static final class Shown {

        private final List<String> first = new ArrayList<>();
        private boolean more;
        private int count;

        void add(JsonNode endpoint, String port) {
            // That there are more is decided before it is asked whether this one is ready.
            more |= first.size() == SHOWN;
            JsonNode ready = endpoint.path("conditions").path("ready");
            if (FieldValue.isSet(ready) && !ready.asBoolean()) {
                return;
            }
            count++;
            if (!more) {
                String address = endpoint.path("addresses").path(0).asText();
                first.add(port.isEmpty() ? address : joined(address, port));
            }
        }

        String text() {
            String shown = String.join(",", first);
            return more ? shown + " + " + (count - SHOWN) + " more..." : shown;
        }

        private static String joined(String address, String port) {
            return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
        }
    }
}
