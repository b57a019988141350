package dev.mcpk8s.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an API server serves, in its own order of preference.
 *
 * @param failures the group versions that could not be listed, and why
 */
public record Discovery(List<Group> groups, Map<GroupVersion, String> failures) {

    /**
     * @param preferredVersion empty when the group has no usable version
     */
    public record Group(String name, String preferredVersion, List<Version> versions) {

        public Group {
            versions = List.copyOf(versions);
        }
    }

    /**
     * @param resources empty also when this version could not be listed
     */
    public record Version(GroupVersion groupVersion, List<ApiResource> resources) {

        public Version {
            resources = List.copyOf(resources);
        }
    }

    public Discovery {
        groups = List.copyOf(groups);
        failures = Map.copyOf(failures);
    }

    /** Every version of every group, in the server's order. */
    public List<Version> versions() {
        return groups.stream().flatMap(group -> group.versions().stream()).toList();
    }

    /** Whether a group version is among them. */
    public boolean has(GroupVersion groupVersion) {
        return versions().stream().anyMatch(version -> version.groupVersion().equals(groupVersion));
    }

    /**
     * Each type once, in its group's preferred version or else in the first that has it, grouped as
     * the server orders groups and versions (client-go: {@code ServerPreferredResources}).
     */
    public List<ApiResource> preferredResources() {
        List<ApiResource> preferred = new ArrayList<>();
        for (Group group : groups) {
            Map<String, ApiResource> chosen = new TreeMap<>();
            for (Version version : group.versions()) {
                boolean wins = version.groupVersion().version().equals(group.preferredVersion());
                for (ApiResource resource : version.resources()) {
                    if (wins) {
                        chosen.put(resource.name(), resource);
                    } else {
                        chosen.putIfAbsent(resource.name(), resource);
                    }
                }
            }
            preferred.addAll(chosen.values());
        }
        return preferred;
    }

    /** The failures in kubectl's words; empty when there are none. */
    public String failureText() {
        if (failures.isEmpty()) {
            return "";
        }
        return failures.entrySet().stream()
                .map(failure -> failure.getKey() + ": " + failure.getValue())
                .sorted()
                .collect(
                        Collectors.joining(
                                ", ", "unable to retrieve the complete list of server APIs: ", ""));
    }
}
