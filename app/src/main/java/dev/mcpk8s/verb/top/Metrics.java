package dev.mcpk8s.verb.top;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the metrics API and the core API tell of pods and nodes. */
final class Metrics {

    private static final GroupVersion METRICS = new GroupVersion("metrics.k8s.io", "v1beta1");
    private static final GroupVersion CORE = new GroupVersion("", "v1");
    static final ResourceMapping POD_METRICS =
            new ResourceMapping(METRICS, "pods", "PodMetrics", true);
    static final ResourceMapping NODE_METRICS =
            new ResourceMapping(METRICS, "nodes", "NodeMetrics", false);
    static final ResourceMapping PODS = new ResourceMapping(CORE, "pods", "Pod", true);
    static final ResourceMapping NODES = new ResourceMapping(CORE, "nodes", "Node", false);

    private final ClusterSession session;

    /**
     * @throws CommandException when the cluster has no metrics API
     */
    Metrics(ClusterSession session) throws IOException {
        this.session = session;
        if (!session.serves(METRICS)) {
            throw new CommandException(ErrorCode.COMMAND_FAILED, "Metrics API not available");
        }
    }

    /** kubectl knows two columns to sort by. */
    static void checkSortKey(String sortBy) {
        if (!sortBy.isEmpty() && !sortBy.equals("cpu") && !sortBy.equals("memory")) {
            throw CommandException.usage("--sort-by accepts only cpu or memory");
        }
    }

    /**
     * The one named, or all that are selected.
     *
     * @param name empty for all
     */
    List<JsonNode> find(ResourceMapping type, String namespace, String name, ListOptions selection)
            throws IOException {
        List<JsonNode> found = new ArrayList<>();
        if (name.isEmpty()) {
            session.objects()
                    .readAll(type, namespace, selection)
                    .json()
                    .path("items")
                    .forEach(found::add);
        } else {
            found.add(session.objects().read(type, namespace, name).json());
        }
        return found;
    }
}
