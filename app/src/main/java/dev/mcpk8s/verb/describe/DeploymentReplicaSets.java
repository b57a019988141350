package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelSelectorText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A deployment's replica sets: the one with its template, and those of before (kubectl: {@code
 * util/deployment/deployment.go}).
 */
record DeploymentReplicaSets(List<JsonNode> old, @Nullable JsonNode current) {

    private static final Comparator<JsonNode> OLDEST_FIRST =
            Comparator.comparing((JsonNode set) -> metadata(set, "creationTimestamp"))
                    .thenComparing(set -> metadata(set, "name"), SortedFields.BY_BYTES);

    DeploymentReplicaSets {
        old = List.copyOf(old);
    }

    /** Reads what there is; nothing when the server refuses, as with kubectl. */
    static DeploymentReplicaSets of(JsonNode deployment, DescribeScope scope) throws IOException {
        List<JsonNode> owned = new ArrayList<>();
        try {
            String selector = LabelSelectorText.of(deployment.path("spec").path("selector"));
            String uid = metadata(deployment, "uid");
            scope.pages(
                    "/apis/apps/v1/namespaces/"
                            + metadata(deployment, "namespace")
                            + "/replicasets",
                    selector.isEmpty() ? "" : "labelSelector=" + DescribeScope.encoded(selector),
                    set -> {
                        JsonNode owner = FieldValue.controllerReference(set);
                        if (owner.isObject() && FieldValue.text(owner.path("uid")).equals(uid)) {
                            owned.add(set);
                        }
                    });
        } catch (StatusException refused) {
            return new DeploymentReplicaSets(List.of(), null);
        }
        owned.sort(OLDEST_FIRST);
        JsonNode template = deployment.path("spec").path("template");
        JsonNode current = null;
        for (JsonNode set : owned) {
            if (current == null
                    && PodTemplates.areEqual(template, set.path("spec").path("template"))) {
                current = set;
            }
        }
        owned.remove(current);
        return new DeploymentReplicaSets(owned, current);
    }

    boolean isEmpty() {
        return old.isEmpty() && current == null;
    }

    String oldText() {
        return old.isEmpty()
                ? FieldValue.NONE
                : old.stream().map(DeploymentReplicaSets::text).collect(Collectors.joining(", "));
    }

    String newText() {
        return current == null ? FieldValue.NONE : text(current);
    }

    private static String text(JsonNode set) {
        return metadata(set, "name")
                + " ("
                + FieldValue.number(set.path("status").path("replicas"))
                + "/"
                + FieldValue.number(set.path("spec").path("replicas"))
                + " replicas created)";
    }

    private static String metadata(JsonNode object, String field) {
        return FieldValue.text(object.path("metadata").path(field));
    }
}
