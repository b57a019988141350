package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.FieldValue;
import java.io.IOException;

/**
 * How many of a controller's pods are in which phase (kubectl: {@code describe/describe.go}, {@code
 * getPodStatusForController}).
 */
final class WorkloadPods {

    private int running;
    private int waiting;
    private int succeeded;
    private int failed;

    private WorkloadPods() {}

    /**
     * Counts the pods that a selector finds and that the object controls.
     *
     * @param selector as a list is asked with it
     * @throws dev.mcpk8s.error.StatusException when the pods may not be listed
     */
    static WorkloadPods count(JsonNode controller, String selector, DescribeScope scope)
            throws IOException {
        JsonNode metadata = controller.path("metadata");
        String uid = FieldValue.text(metadata.path("uid"));
        String namespace = FieldValue.text(metadata.path("namespace"));
        String query = selector.isEmpty() ? "" : "labelSelector=" + DescribeScope.encoded(selector);
        WorkloadPods pods = new WorkloadPods();
        scope.pages(
                "/api/v1/namespaces/" + namespace + "/pods",
                query,
                pod -> {
                    JsonNode owner = FieldValue.controllerReference(pod);
                    if (owner.isObject() && FieldValue.text(owner.path("uid")).equals(uid)) {
                        pods.add(FieldValue.text(pod.path("status").path("phase")));
                    }
                });
        return pods;
    }

    private void add(String phase) {
        switch (phase) {
            case "Running" -> running++;
            case "Pending" -> waiting++;
            case "Succeeded" -> succeeded++;
            case "Failed" -> failed++;
            default -> {}
        }
    }

    /** {@code 1 Running / 0 Waiting / 0 Succeeded / 0 Failed}. */
    String text() {
        return running
                + " Running / "
                + waiting
                + " Waiting / "
                + succeeded
                + " Succeeded / "
                + failed
                + " Failed";
    }
}
