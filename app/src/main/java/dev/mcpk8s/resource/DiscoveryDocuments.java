package dev.mcpk8s.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.resource.Discovery.Group;
import dev.mcpk8s.resource.Discovery.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the documents of discovery. Types repeat the same verbs over and over: equal lists are kept
 * once.
 */
final class DiscoveryDocuments {

    private final Map<List<String>, List<String>> shared = new HashMap<>();

    /** An {@code APIGroupDiscoveryList}: groups with everything in them. */
    Discovery aggregated(JsonNode document) {
        List<Group> groups = new ArrayList<>();
        Map<GroupVersion, String> failures = new LinkedHashMap<>();
        for (JsonNode item : document.path("items")) {
            String name = item.path("metadata").path("name").asText();
            List<Version> versions = new ArrayList<>();
            for (JsonNode version : item.path("versions")) {
                GroupVersion groupVersion =
                        new GroupVersion(name, version.path("version").asText());
                if (version.path("freshness").asText().equals("Stale")) {
                    failures.put(groupVersion, "stale GroupVersion discovery: " + groupVersion);
                } else {
                    versions.add(new Version(groupVersion, aggregated(groupVersion, version)));
                }
            }
            String preferred =
                    versions.isEmpty() ? "" : versions.getFirst().groupVersion().version();
            groups.add(new Group(name, preferred, versions));
        }
        return new Discovery(groups, failures);
    }

    private List<ApiResource> aggregated(GroupVersion groupVersion, JsonNode version) {
        List<ApiResource> resources = new ArrayList<>();
        for (JsonNode resource : version.path("resources")) {
            String kind = resource.path("responseKind").path("kind").asText();
            if (!kind.isEmpty()) {
                resources.add(
                        new ApiResource(
                                groupVersion,
                                resource.path("resource").asText(),
                                resource.path("singularResource").asText(),
                                kind,
                                resource.path("scope").asText().equals("Namespaced"),
                                strings(resource.path("shortNames")),
                                strings(resource.path("categories")),
                                strings(resource.path("verbs"))));
            }
        }
        return resources;
    }

    /** The older {@code APIVersions} of {@code /api}: versions of the core group, still empty. */
    List<Group> legacyVersions(JsonNode document) {
        List<Version> versions = new ArrayList<>();
        for (JsonNode version : document.path("versions")) {
            versions.add(new Version(new GroupVersion("", version.asText()), List.of()));
        }
        return versions.isEmpty()
                ? List.of()
                : List.of(new Group("", versions.getFirst().groupVersion().version(), versions));
    }

    /** The older {@code APIGroupList} of {@code /apis}: groups whose versions are still empty. */
    List<Group> legacyGroups(JsonNode document) {
        List<Group> groups = new ArrayList<>();
        for (JsonNode group : document.path("groups")) {
            String name = group.path("name").asText();
            List<Version> versions = new ArrayList<>();
            for (JsonNode version : group.path("versions")) {
                versions.add(
                        new Version(
                                new GroupVersion(name, version.path("version").asText()),
                                List.of()));
            }
            String preferred = group.path("preferredVersion").path("version").asText();
            groups.add(new Group(name, preferred, versions));
        }
        return groups;
    }

    /** The older {@code APIResourceList} of one group version. */
    List<ApiResource> legacyResources(GroupVersion groupVersion, JsonNode document) {
        List<ApiResource> resources = new ArrayList<>();
        for (JsonNode resource : document.path("resources")) {
            String name = resource.path("name").asText();
            if (name.indexOf('/') < 0) {
                resources.add(
                        new ApiResource(
                                groupVersion,
                                name,
                                resource.path("singularName").asText(),
                                resource.path("kind").asText(),
                                resource.path("namespaced").asBoolean(),
                                strings(resource.path("shortNames")),
                                strings(resource.path("categories")),
                                strings(resource.path("verbs"))));
            }
        }
        return resources;
    }

    private List<String> strings(JsonNode array) {
        if (array.isEmpty()) {
            return List.of();
        }
        List<String> values = new ArrayList<>(array.size());
        array.forEach(value -> values.add(value.asText()));
        return shared.computeIfAbsent(List.copyOf(values), same -> same);
    }
}
