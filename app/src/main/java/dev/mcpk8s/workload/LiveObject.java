package dev.mcpk8s.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.resource.ResourceMapping;

/**
 * An object as the cluster has it.
 *
 * @param namespace empty for a type without one
 * @param object with its kind and version; missing where only the name was asked for
 */
public record LiveObject(ResourceMapping mapping, String namespace, String name, JsonNode object) {

    /** {@code deployments/web}, as kubectl's sentences name it. */
    public String title() {
        return mapping.resource() + "/" + name;
    }
}
