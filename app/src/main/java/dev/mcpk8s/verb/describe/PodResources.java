package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.ResourceAmount;
import java.util.HashMap;
import java.util.Map;

/**
 * What a pod requests of its node, or how much it may use: its containers together, at least what
 * its largest init container needs, and the pod's overhead (component-helpers: {@code
 * resource/helpers.go}).
 */
final class PodResources {

    private final JsonNode pod;
    private final boolean requests;
    private final String field;
    private final Map<String, JsonNode> reported = new HashMap<>();
    private final boolean resizeInfeasible;

    private PodResources(JsonNode pod, boolean requests, boolean withStatus) {
        this.pod = pod;
        this.requests = requests;
        this.field = requests ? "requests" : "limits";
        JsonNode status = pod.path("status");
        if (withStatus) {
            for (String list : new String[] {"containerStatuses", "initContainerStatuses"}) {
                for (JsonNode container : status.path(list)) {
                    reported.put(FieldValue.text(container.path("name")), container);
                }
            }
        }
        this.resizeInfeasible = isResizeInfeasible(status.path("conditions"));
    }

    /**
     * @param withStatus whether what the kubelet reports counts too, while a pod is resized
     */
    static Map<String, ResourceAmount> requests(JsonNode pod, boolean withStatus) {
        return new PodResources(pod, true, withStatus).total();
    }

    /** The same for limits. */
    static Map<String, ResourceAmount> limits(JsonNode pod, boolean withStatus) {
        return new PodResources(pod, false, withStatus).total();
    }

    /** Adds amounts to a sum. */
    static void add(Map<String, ResourceAmount> sum, Map<String, ResourceAmount> amounts) {
        amounts.forEach((resource, amount) -> sum.merge(resource, amount, ResourceAmount::plus));
    }

    private Map<String, ResourceAmount> total() {
        Map<String, ResourceAmount> total = ofContainers();
        JsonNode spec = pod.path("spec");
        amounts(spec.path("resources").path(field))
                .forEach(
                        (resource, amount) -> {
                            if (countsForPod(resource)) {
                                total.put(resource, amount);
                            }
                        });
        Map<String, ResourceAmount> overhead = amounts(spec.path("overhead"));
        if (!requests) {
            // Who has no limit has none with the overhead either.
            overhead.keySet()
                    .removeIf(
                            resource -> total.getOrDefault(resource, ResourceAmount.ZERO).isZero());
        }
        add(total, overhead);
        return total;
    }

    private Map<String, ResourceAmount> ofContainers() {
        Map<String, ResourceAmount> total = new HashMap<>();
        for (JsonNode container : pod.path("spec").path("containers")) {
            add(total, effective(container));
        }
        Map<String, ResourceAmount> sidecars = new HashMap<>();
        Map<String, ResourceAmount> largest = new HashMap<>();
        for (JsonNode container : pod.path("spec").path("initContainers")) {
            boolean sidecar = FieldValue.text(container.path("restartPolicy")).equals("Always");
            Map<String, ResourceAmount> own = sidecar ? effective(container) : asked(container);
            Map<String, ResourceAmount> together = new HashMap<>(own);
            add(together, sidecars);
            if (sidecar) {
                add(total, own);
                add(sidecars, own);
            }
            raise(largest, together);
        }
        raise(total, largest);
        return total;
    }

    private Map<String, ResourceAmount> asked(JsonNode container) {
        return amounts(container.path("resources").path(field));
    }

    /** While a pod is resized, the most of what is asked for, what is granted and what is used. */
    private Map<String, ResourceAmount> effective(JsonNode container) {
        JsonNode status = reported.get(FieldValue.text(container.path("name")));
        if (status == null || !FieldValue.isSet(status.path("resources"))) {
            return asked(container);
        }
        Map<String, ResourceAmount> effective =
                resizeInfeasible ? new HashMap<>() : asked(container);
        raise(effective, amounts(status.path("resources").path(field)));
        if (requests) {
            raise(effective, amounts(status.path("allocatedResources")));
        }
        return effective;
    }

    private static void raise(
            Map<String, ResourceAmount> amounts, Map<String, ResourceAmount> others) {
        others.forEach(
                (resource, amount) ->
                        amounts.merge(
                                resource,
                                amount,
                                (known, other) -> other.compareTo(known) > 0 ? other : known));
    }

    private static Map<String, ResourceAmount> amounts(JsonNode list) {
        Map<String, ResourceAmount> amounts = new HashMap<>();
        list.properties()
                .forEach(field -> amounts.put(field.getKey(), ResourceAmount.of(field.getValue())));
        return amounts;
    }

    private static boolean countsForPod(String resource) {
        return resource.equals("cpu")
                || resource.equals("memory")
                || resource.startsWith("hugepages-");
    }

    private static boolean isResizeInfeasible(JsonNode conditions) {
        for (JsonNode condition : conditions) {
            if (FieldValue.text(condition.path("type")).equals("PodResizePending")) {
                return FieldValue.text(condition.path("reason")).equals("Infeasible");
            }
        }
        return false;
    }
}
