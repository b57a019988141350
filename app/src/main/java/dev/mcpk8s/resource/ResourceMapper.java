package dev.mcpk8s.resource;

import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.Discovery.Group;
import dev.mcpk8s.resource.Discovery.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user calls a type, and the type it means: plural, singular, kind or short name, alone or
 * with a group or with version and group.
 *
 * <p>Where several groups have the name, the core group wins, then the server's order of groups and
 * each group's preferred version (client-go: {@code restmapper}).
 */
public final class ResourceMapper {

    /** {@code resource[.group]} and the mapping to ask for it. */
    private record Named(String resource, String group, @Nullable String version) {}

    private final Discovery discovery;
    private final Map<String, List<ResourceMapping>> byName = new HashMap<>();
    private final Map<String, List<ResourceMapping>> byKind = new HashMap<>();
    private final Map<String, List<ApiResource>> byShortName = new HashMap<>();
    private final Map<String, Set<String>> groupsByExactName = new HashMap<>();
    private final Map<String, Set<String>> byCategory = new HashMap<>();

    public ResourceMapper(Discovery discovery) {
        this.discovery = discovery;
        inOrderOfPreference(discovery).forEach(this::indexNames);
        discovery.versions().forEach(this::indexAliases);
    }

    public Discovery discovery() {
        return discovery;
    }

    /**
     * The type meant by an argument such as {@code po}, {@code deploy.apps}, {@code
     * deployments.v1.apps} or {@code Pod}; null when there is none.
     *
     * @param warnings told of a short name that other types have too
     */
    public @Nullable ResourceMapping find(String argument, Consumer<String> warnings) {
        String[] parts = argument.split("\\.", 3);
        if (parts.length == 3) {
            ResourceMapping exact = find(new Named(parts[0], parts[2], parts[1]), warnings);
            if (exact != null) {
                return exact;
            }
        }
        int dot = argument.indexOf('.');
        String name = dot < 0 ? argument : argument.substring(0, dot);
        String group = dot < 0 ? "" : argument.substring(dot + 1);
        ResourceMapping mapping = find(new Named(name, group, null), warnings);
        return mapping != null ? mapping : findKind(parts, name, group);
    }

    /**
     * The type of a manifest, by what it calls itself; null when there is none.
     *
     * @param version without a version to take the one the server prefers
     */
    public @Nullable ResourceMapping kind(GroupVersion version, String kind) {
        for (ResourceMapping mapping : byKind.getOrDefault(kind, List.of())) {
            GroupVersion served = mapping.groupVersion();
            if (version.version().isEmpty()
                    ? served.group().equals(version.group())
                    : served.equals(version)) {
                return mapping;
            }
        }
        return null;
    }

    /** The types of a category, each as {@code resource.group}; empty when there is none. */
    public List<String> category(String name) {
        return List.copyOf(byCategory.getOrDefault(name, Set.of()));
    }

    /**
     * Every type of a name without a group, the preferred first; empty when there is none.
     *
     * @param warnings told of a short name that other types have too
     */
    public List<ResourceMapping> findAll(String name, Consumer<String> warnings) {
        return matching(new Named(name, "", null), warnings).toList();
    }

    private @Nullable ResourceMapping find(Named typed, Consumer<String> warnings) {
        return matching(typed, warnings).findFirst().orElse(null);
    }

    private Stream<ResourceMapping> matching(Named typed, Consumer<String> warnings) {
        Named named = expandShortName(typed, warnings);
        return byName.getOrDefault(named.resource().toLowerCase(Locale.ROOT), List.of()).stream()
                .filter(mapping -> matches(named, mapping.groupVersion()));
    }

    private static boolean matches(Named named, GroupVersion served) {
        return named.version() == null
                ? served.group().startsWith(named.group())
                : served.equals(new GroupVersion(named.group(), named.version()));
    }

    private @Nullable ResourceMapping findKind(String[] parts, String kind, String group) {
        if (parts.length == 3) {
            for (ResourceMapping mapping : byKind.getOrDefault(parts[0], List.of())) {
                if (mapping.groupVersion().equals(new GroupVersion(parts[2], parts[1]))) {
                    return mapping;
                }
            }
        }
        for (ResourceMapping mapping : byKind.getOrDefault(kind, List.of())) {
            if (mapping.groupVersion().group().equals(group)) {
                return mapping;
            }
        }
        return null;
    }

    /** A full name wins over a short one; of several short ones the first, with a warning. */
    private Named expandShortName(Named typed, Consumer<String> warnings) {
        Set<String> groups = groupsByExactName.getOrDefault(typed.resource(), Set.of());
        if (typed.group().isEmpty() ? !groups.isEmpty() : groups.contains(typed.group())) {
            return typed;
        }
        Set<String> meant = new LinkedHashSet<>();
        Named first = typed;
        for (ApiResource candidate : byShortName.getOrDefault(typed.resource(), List.of())) {
            String group = candidate.groupVersion().group();
            if (typed.group().isEmpty() || typed.group().equals(group)) {
                if (meant.isEmpty()) {
                    first = new Named(candidate.name(), group, null);
                    meant.add(candidate.mapping().qualifiedResource());
                } else if (meant.add(candidate.mapping().qualifiedResource())) {
                    warnings.accept(
                            "short name "
                                    + GoQuote.quote(typed.resource())
                                    + " could also match lower priority resource "
                                    + candidate.mapping().qualifiedResource());
                }
            }
        }
        return meant.isEmpty() ? expandByGroupPrefix(typed) : first;
    }

    private Named expandByGroupPrefix(Named typed) {
        if (typed.group().isEmpty()) {
            return typed;
        }
        for (ApiResource candidate : byShortName.getOrDefault(typed.resource(), List.of())) {
            String group = candidate.groupVersion().group();
            if (group.startsWith(typed.group())) {
                return new Named(candidate.name(), group, typed.version());
            }
        }
        return typed;
    }

    private static List<Version> inOrderOfPreference(Discovery discovery) {
        List<Version> ordered = new ArrayList<>();
        for (Group group : discovery.groups()) {
            group.versions().stream()
                    .sorted(
                            Comparator.comparing(
                                    version ->
                                            !version.groupVersion()
                                                    .version()
                                                    .equals(group.preferredVersion())))
                    .forEach(ordered::add);
        }
        GroupVersion core = new GroupVersion("", "v1");
        ordered.sort(Comparator.comparing(version -> !version.groupVersion().equals(core)));
        return ordered;
    }

    private void indexNames(Version version) {
        Map<String, ResourceMapping> names = new LinkedHashMap<>();
        Map<String, ResourceMapping> kinds = new LinkedHashMap<>();
        for (ApiResource resource : version.resources()) {
            ResourceMapping mapping = resource.mapping();
            String singular = resource.singularName();
            names.put(singular.isEmpty() ? lower(resource.kind()) : singular, mapping);
            names.put(resource.name(), mapping);
            kinds.put(lower(resource.kind()), mapping);
            kinds.put(resource.kind(), mapping);
            indexList(names, version, resource.kind() + "List", resource.namespaced());
        }
        indexList(names, version, "List", false);
        names.forEach((name, mapping) -> append(byName, name, mapping));
        kinds.forEach((kind, mapping) -> append(byKind, kind, mapping));
    }

    /** kubectl also knows list kinds as types, under a guessed name no server serves. */
    private static void indexList(
            Map<String, ResourceMapping> names, Version version, String kind, boolean namespaced) {
        String singular = lower(kind);
        ResourceMapping mapping =
                new ResourceMapping(version.groupVersion(), singular + "s", kind, namespaced);
        names.put(singular, mapping);
        names.put(singular + "s", mapping);
    }

    private void indexAliases(Version version) {
        for (ApiResource resource : version.resources()) {
            String group = version.groupVersion().group();
            exactName(resource.name(), group);
            exactName(resource.singularName(), group);
            for (String shortName : resource.shortNames()) {
                append(byShortName, shortName, resource);
            }
            for (String category : resource.categories()) {
                byCategory
                        .computeIfAbsent(category, key -> new LinkedHashSet<>())
                        .add(resource.mapping().qualifiedResource());
            }
        }
    }

    private void exactName(String name, String group) {
        groupsByExactName.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(group);
    }

    private static <T> void append(Map<String, List<T>> index, String key, T value) {
        index.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(value);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
