package dev.mcpk8s.resource;

import java.util.Locale;

/**
 * Where the objects of a type are, and what they are.
 *
 * @param resource the plural name, as in paths
 * @param kind as in objects
 */
public record ResourceMapping(
        GroupVersion groupVersion, String resource, String kind, boolean namespaced) {

    /** {@code pods}, {@code deployments.apps}. */
    public String qualifiedResource() {
        return qualified(resource);
    }

    /** {@code pod}, {@code deployment.apps}: what stands before a name. */
    public String qualifiedKind() {
        return qualified(kind).toLowerCase(Locale.ROOT);
    }

    /** {@code /v1, Resource=pods}, as kubectl's messages name a type. */
    public String describe() {
        return groupVersion.group() + "/" + groupVersion.version() + ", Resource=" + resource;
    }

    private String qualified(String name) {
        return groupVersion.group().isEmpty() ? name : name + "." + groupVersion.group();
    }
}
