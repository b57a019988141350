package dev.mcpk8s.verb.top;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a pod and each of its containers use. */
record PodUsage(String namespace, String name, Usage total, List<Container> containers) {

    record Container(String name, Usage usage) {}

    PodUsage {
        containers = List.copyOf(containers);
    }

    /**
     * @param metrics a {@code PodMetrics} object
     */
    static PodUsage of(JsonNode metrics) {
        List<Container> containers = new ArrayList<>();
        Usage total = Usage.NOTHING;
        for (JsonNode container : metrics.path("containers")) {
            Usage usage = Usage.of(container.path("usage"));
            containers.add(new Container(container.path("name").asText(), usage));
            total = total.plus(usage);
        }
        JsonNode metadata = metrics.path("metadata");
        return new PodUsage(
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                total,
                containers);
    }
}
