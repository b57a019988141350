package dev.mcpk8s.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a workload was before: the replica sets of a deployment, the controller revisions of a
 * daemon set or a stateful set (kubectl: {@code polymorphichelpers/history.go}).
 */
public final class RolloutHistory {

    /** The annotation that says why a rollout was made. */
    public static final String CHANGE_CAUSE = "kubernetes.io/change-cause";

    /**
     * One revision.
     *
     * @param changeCause empty when nobody said why
     * @param object the workload as it was then: a replica set, or the set with its old template
     * @param template the pods' template, with the reason among its annotations where kubectl puts
     *     it there
     */
    public record Revision(String changeCause, JsonNode object, JsonNode template) {}

    private static final GroupVersion APPS = new GroupVersion("apps", "v1");
    private static final ResourceMapping REPLICA_SETS =
            new ResourceMapping(APPS, "replicasets", "ReplicaSet", true);
    private static final ResourceMapping REVISIONS =
            new ResourceMapping(APPS, "controllerrevisions", "ControllerRevision", true);

    private final ClusterSession session;

    public RolloutHistory(ClusterSession session) {
        this.session = session;
    }

    /**
     * The revisions there are, by their numbers.
     *
     * @throws CommandException for a kind without history, or when it cannot be read
     */
    public SortedMap<Long, Revision> of(LiveObject workload) throws IOException {
        String group = workload.mapping().groupVersion().group();
        String kind = workload.mapping().kind();
        return switch (kind + "." + group) {
            case "Deployment.apps", "Deployment.extensions" -> ofDeployment(workload);
            case "DaemonSet.apps", "DaemonSet.extensions" ->
                    ofSet(workload, "unable to find history controlled by DaemonSet ");
            case "StatefulSet.apps" ->
                    ofSet(workload, "unable to find history controlled by StatefulSet ");
            default -> throw none(group, kind);
        };
    }

    private static CommandException none(String group, String kind) {
        String name = GoQuote.quote(group.isEmpty() ? kind : kind + "." + group);
        boolean visited =
                switch (group + "/" + kind) {
                    case "batch/Job",
                            "batch/CronJob",
                            "/Pod",
                            "/ReplicationController",
                            "apps/ReplicaSet",
                            "extensions/ReplicaSet" ->
                            true;
                    default -> false;
                };
        return failure(
                visited
                        ? "no history viewer has been implemented for " + name
                        : "error retrieving history for "
                                + name
                                + ", no visitor method exists for {"
                                + group
                                + " "
                                + kind
                                + "}");
    }

    private SortedMap<Long, Revision> ofDeployment(LiveObject deployment) throws IOException {
        List<JsonNode> sets =
                owned(
                        deployment,
                        REPLICA_SETS,
                        "failed to retrieve replica sets from deployment "
                                + deployment.name()
                                + ": ");
        sets.sort(
                Comparator.<JsonNode, String>comparing(
                                set -> set.path("metadata").path("creationTimestamp").asText())
                        .thenComparing(set -> set.path("metadata").path("name").asText()));
        JsonNode current = current(sets, deployment.object());
        if (current != null) {
            sets.remove(current);
            sets.add(current);
        }
        SortedMap<Long, Revision> history = new TreeMap<>();
        for (JsonNode set : sets) {
            Long number = revision(set);
            if (number != null) {
                history.put(number, ofReplicaSet(set));
            }
        }
        return history;
    }

    private static Revision ofReplicaSet(JsonNode set) {
        JsonNode template = set.path("spec").path("template").deepCopy();
        String cause = changeCause(set);
        if (!cause.isEmpty()) {
            ((ObjectNode) template)
                    .withObjectProperty("metadata")
                    .withObjectProperty("annotations")
                    .put(CHANGE_CAUSE, cause);
        }
        return new Revision(changeCause(template), set, template);
    }

    /** The oldest of the replica sets that make the pods wanted now; null when there is none. */
    private static @Nullable JsonNode current(List<JsonNode> sets, JsonNode deployment) {
        JsonNode wanted = withoutHash(deployment);
        for (JsonNode set : sets) {
            if (withoutHash(set).equals(wanted)) {
                return set;
            }
        }
        return null;
    }

    private static JsonNode withoutHash(JsonNode workload) {
        JsonNode template = workload.path("spec").path("template").deepCopy();
        if (template.path("metadata").path("labels") instanceof ObjectNode labels) {
            labels.remove("pod-template-hash");
        }
        return template;
    }

    /** No annotation is revision 0; one that is no number is no revision. */
    private static @Nullable Long revision(JsonNode set) {
        JsonNode text = set.path("metadata").path("annotations").path(RolloutStatus.REVISION);
        if (text.isMissingNode()) {
            return 0L;
        }
        try {
            return Long.valueOf(text.asText());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private SortedMap<Long, Revision> ofSet(LiveObject set, String failure) throws IOException {
        SortedMap<Long, Revision> history = new TreeMap<>();
        for (JsonNode revision : owned(set, REVISIONS, failure + set.name() + ": ")) {
            ObjectNode then = set.object().deepCopy();
            ObjectNode spec = then.withObjectProperty("spec");
            spec.path("volumeClaimTemplates").forEach(RolloutHistory::dropType);
            JsonNode old = revision.path("data").path("spec").path("template");
            if (old.isObject()) {
                spec.replace("template", PodFields.ordered(old));
            }
            history.put(
                    revision.path("revision").asLong(),
                    new Revision(changeCause(revision), then, spec.path("template")));
        }
        return history;
    }

    /** kubectl asks for protobuf, in which objects inside of objects have no type. */
    private static void dropType(JsonNode object) {
        if (object instanceof ObjectNode fields) {
            fields.remove(List.of("kind", "apiVersion"));
        }
    }

    private List<JsonNode> owned(LiveObject owner, ResourceMapping type, String failure)
            throws IOException {
        String selector = LabelSelectors.of(owner.object().path("spec").path("selector"));
        String uid = owner.object().path("metadata").path("uid").asText();
        List<JsonNode> owned = new ArrayList<>();
        try {
            new ObjectFinder(
                            session,
                            owner.namespace(),
                            ListOptions.selecting(selector, ""),
                            KnownTypes::all)
                    .list(type)
                    .forEach(
                            found -> {
                                if (Objects.equals(controller(found.object()), uid)) {
                                    owned.add(found.object());
                                }
                            });
        } catch (StatusException refused) {
            throw failure(failure + refused.text());
        }
        return owned;
    }

    private static @Nullable String controller(JsonNode object) {
        for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return owner.path("uid").asText();
            }
        }
        return null;
    }

    private static String changeCause(JsonNode object) {
        return object.path("metadata").path("annotations").path(CHANGE_CAUSE).asText();
    }

    private static CommandException failure(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
