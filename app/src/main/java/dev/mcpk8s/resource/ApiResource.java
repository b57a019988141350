package dev.mcpk8s.resource;

import java.util.List;

/**
 * A type as discovery describes it; subresources are left out.
 *
 * @param singularName empty when the server gives none
 */
public record ApiResource(
        GroupVersion groupVersion,
        String name,
        String singularName,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        List<String> verbs) {

    public ApiResource {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        verbs = List.copyOf(verbs);
    }

    ResourceMapping mapping() {
        return new ResourceMapping(groupVersion, name, kind, namespaced);
    }
}
