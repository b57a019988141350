package dev.mcpk8s.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoSort;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The pods that an object selects, the best one for a look into it first (kubectl: {@code
 * polymorphichelpers/helpers.go}).
 */
public final class PodsOfOwner {

    /** The type of pods, which every server has. */
    public static final ResourceMapping PODS =
            new ResourceMapping(new GroupVersion("", "v1"), "pods", "Pod", true);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final ClusterSession session;
    private final Cancellation cancellation;

    public PodsOfOwner(ClusterSession session, Cancellation cancellation) {
        this.session = session;
        this.cancellation = cancellation;
    }

    /**
     * The pods that a selector selects.
     *
     * @param patience how long to wait for a first pod
     * @return at least one
     * @throws CommandException when none came
     */
    public List<JsonNode> of(String namespace, String selector, Duration patience)
            throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(patience);
        while (true) {
            List<JsonNode> pods = list(namespace, selector);
            if (!pods.isEmpty()) {
                GoSort.sort(pods, LogOrder::isBefore);
                return pods;
            }
            if (deadline.isPast()) {
                throw failure("timed out waiting for the condition");
            }
            cancellation.sleep(deadline.atMost(BETWEEN_LOOKS));
        }
    }

    private List<JsonNode> list(String namespace, String selector) throws IOException {
        List<JsonNode> pods = new ArrayList<>();
        new ObjectFinder(session, namespace, ListOptions.selecting(selector, ""), KnownTypes::all)
                .list(PODS)
                .forEach(pod -> pods.add(pod.object()));
        return pods;
    }

    /**
     * What selects the pods of a workload or a service; empty for all.
     *
     * @throws CommandException for a kind without pods
     */
    public static String selector(LiveObject owner) {
        JsonNode selector = owner.object().path("spec").path("selector");
        GroupVersion version = owner.mapping().groupVersion();
        String kind = owner.mapping().kind();
        return switch (version.group() + "/" + kind) {
            case "apps/ReplicaSet",
                    "apps/StatefulSet",
                    "apps/DaemonSet",
                    "apps/Deployment",
                    "batch/Job" ->
                    LabelSelectors.of(selector);
            case "/ReplicationController" -> LabelSelectors.ofMap(selector);
            case "/Service" -> {
                if (selector.isEmpty()) {
                    throw failure(
                            "invalid service '"
                                    + owner.name()
                                    + "': Service is defined without a selector");
                }
                yield LabelSelectors.ofMap(selector);
            }
            default ->
                    throw failure(
                            "selector for *" + version.version() + "." + kind + " not implemented");
        };
    }

    private static CommandException failure(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
