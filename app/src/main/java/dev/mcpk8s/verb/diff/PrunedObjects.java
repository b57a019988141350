package dev.mcpk8s.verb.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.FoundObject;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.workload.AppliedPatch;
import dev.mcpk8s.workload.KnownTypes;
import dev.mcpk8s.workload.LiveObject;
import dev.mcpk8s.workload.ObjectFinder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an apply with {@code --prune} would delete: objects that were applied once and are in none
 * of the files, in the namespaces that the files' objects are in (kubectl: {@code diff/prune.go},
 * {@code util/prune/prune.go}).
 */
final class PrunedObjects {

    private static final List<ResourceMapping> USUAL =
            List.of(
                    namespaced("", "configmaps", "ConfigMap"),
                    namespaced("", "endpoints", "Endpoints"),
                    namespaced("", "persistentvolumeclaims", "PersistentVolumeClaim"),
                    namespaced("", "pods", "Pod"),
                    namespaced("", "replicationcontrollers", "ReplicationController"),
                    namespaced("", "secrets", "Secret"),
                    namespaced("", "services", "Service"),
                    namespaced("batch", "jobs", "Job"),
                    namespaced("batch", "cronjobs", "CronJob"),
                    namespaced("networking.k8s.io", "ingresses", "Ingress"),
                    namespaced("apps", "daemonsets", "DaemonSet"),
                    namespaced("apps", "deployments", "Deployment"),
                    namespaced("apps", "replicasets", "ReplicaSet"),
                    namespaced("apps", "statefulsets", "StatefulSet"),
                    ofCluster("namespaces", "Namespace"),
                    ofCluster("persistentvolumes", "PersistentVolume"));

    private static final int PARTS = 3;

    private final ClusterSession session;
    private final ListOptions options;
    private final List<ResourceMapping> types;
    private final Set<String> namespaces = new LinkedHashSet<>();
    private final Set<String> visited = new LinkedHashSet<>();

    /**
     * @param labelSelector of what may be pruned; empty for all
     * @param chosen the types that may be pruned, each {@code group/version/kind}; empty for the
     *     usual ones
     * @throws CommandException for a type that is none
     */
    PrunedObjects(ClusterSession session, String labelSelector, List<String> chosen)
            throws IOException {
        this.session = session;
        this.options = ListOptions.selecting(labelSelector, "");
        this.types = chosen.isEmpty() ? USUAL : read(chosen, session);
    }

    private static List<ResourceMapping> read(List<String> chosen, ClusterSession session)
            throws IOException {
        List<ResourceMapping> types = new ArrayList<>();
        for (String text : chosen) {
            String[] parts = text.split("/", -1);
            if (parts.length != PARTS) {
                throw failed(
                        "invalid GroupVersionKind format: "
                                + text
                                + ", please follow <group/version/kind>");
            }
            GroupVersion version =
                    new GroupVersion(parts[0].equals("core") ? "" : parts[0], parts[1]);
            ResourceMapping type = session.mapping(version, parts[2]);
            if (type == null) {
                throw failed(
                        "no matches for kind %s in version %s"
                                .formatted(
                                        GoQuote.quote(parts[2]),
                                        GoQuote.quote(version.toString())));
            }
            types.add(type);
        }
        return types;
    }

    private static CommandException failed(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }

    private static ResourceMapping ofCluster(String resource, String kind) {
        return new ResourceMapping(new GroupVersion("", "v1"), resource, kind, false);
    }

    private static ResourceMapping namespaced(String group, String resource, String kind) {
        return new ResourceMapping(new GroupVersion(group, "v1"), resource, kind, true);
    }

    /**
     * Keeps an object of the files.
     *
     * @param live null when the cluster does not have it
     */
    void keep(FoundObject described, @Nullable ObjectNode live) {
        if (described.mapping().namespaced()) {
            namespaces.add(described.namespace());
        }
        if (live != null) {
            visited.add(live.path("metadata").path("uid").asText());
        }
    }

    /**
     * Finds what is left.
     *
     * @param failed told of a type that cannot be listed, which ends the search: after types of
     *     namespaces nothing was found then
     */
    List<LiveObject> find(Consumer<String> failed) throws IOException {
        List<LiveObject> pruned = new ArrayList<>();
        for (String namespace : namespaces) {
            for (ResourceMapping type : types) {
                if (type.namespaced() && !isAdded(type, namespace, pruned, failed)) {
                    return List.of();
                }
            }
        }
        for (ResourceMapping type : types) {
            if (!type.namespaced() && !isAdded(type, "", pruned, failed)) {
                break;
            }
        }
        return pruned;
    }

    private boolean isAdded(
            ResourceMapping type,
            String namespace,
            List<LiveObject> pruned,
            Consumer<String> failed)
            throws IOException {
        try {
            add(type, namespace, pruned);
            return true;
        } catch (StatusException refused) {
            GroupVersion version = type.groupVersion();
            failed.accept(
                    "error pruning %s object %s/%s, Kind=%s: %s"
                            .formatted(
                                    type.namespaced() ? "namespaced" : "nonNamespaced",
                                    version.group(),
                                    version.version(),
                                    type.kind(),
                                    refused.text()));
            return false;
        }
    }

    private void add(ResourceMapping type, String namespace, List<LiveObject> pruned)
            throws IOException {
        for (LiveObject object :
                new ObjectFinder(session, namespace, options, KnownTypes::all).list(type)) {
            JsonNode metadata = object.object().path("metadata");
            if (metadata.path("annotations").has(AppliedPatch.ANNOTATION)
                    && !visited.contains(metadata.path("uid").asText())) {
                pruned.add(object);
            }
        }
    }
}
