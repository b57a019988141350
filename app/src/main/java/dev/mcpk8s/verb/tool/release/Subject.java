package dev.mcpk8s.verb.tool.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.manifest.ManifestDocument;
import dev.mcpk8s.resource.manifest.ManifestException;
import dev.mcpk8s.resource.manifest.ManifestStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An object of a release that can be ready or not. */
record Subject(ResourceMapping mapping, String namespace, String name) {

    /** Everything else is ready as soon as it is there. */
    private static final Set<String> KINDS =
            Set.of(
                    "apps/Deployment",
                    "apps/StatefulSet",
                    "apps/DaemonSet",
                    "batch/Job",
                    "/Pod",
                    "/PersistentVolumeClaim");

    /** {@code deployment/web}. */
    String title() {
        return mapping.kind().toLowerCase(Locale.ROOT) + "/" + name;
    }

    /** The objects that a release's record names, as far as they can be unready. */
    static List<Subject> of(ReleaseRecord release, ClusterSession session) throws IOException {
        List<Subject> subjects = new ArrayList<>();
        for (String manifest : release.manifests()) {
            ManifestStream documents =
                    new ManifestStream(manifest.getBytes(StandardCharsets.UTF_8));
            try {
                for (ManifestDocument next = documents.next();
                        next != null;
                        next = documents.next()) {
                    add(next.tree(), session, subjects);
                }
            } catch (ManifestException unreadable) {
                // helm itself has read it; what we cannot is not shown
            }
        }
        return List.copyOf(subjects);
    }

    private static void add(JsonNode object, ClusterSession session, List<Subject> subjects)
            throws IOException {
        String apiVersion = object.path("apiVersion").asText();
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        String kind = object.path("kind").asText();
        if (!KINDS.contains(group + "/" + kind)) {
            return;
        }
        GroupVersion version = new GroupVersion(group, apiVersion.substring(slash + 1));
        ResourceMapping mapping = session.mapping(version, kind);
        if (mapping != null) {
            JsonNode metadata = object.path("metadata");
            String namespace = metadata.path("namespace").asText();
            subjects.add(
                    new Subject(
                            mapping,
                            namespace.isEmpty() ? session.namespace() : namespace,
                            metadata.path("name").asText()));
        }
    }
}
