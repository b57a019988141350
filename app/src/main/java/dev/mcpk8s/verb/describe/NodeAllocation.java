package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.Age;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.ResourceAmount;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The pods of a node, and how much of the node they have taken together. */
final class NodeAllocation {

    private static final String CPU = "cpu";
    private static final String HUGE_PAGES = "hugepages-";
    private static final List<String> ALWAYS_SHOWN = List.of(CPU, "memory", "ephemeral-storage");

    private final List<JsonNode> pods;
    private final JsonNode allocatable;

    NodeAllocation(JsonNode node, List<JsonNode> pods) {
        this.pods = pods;
        JsonNode status = node.path("status");
        JsonNode told = status.path("allocatable");
        this.allocatable = told.isEmpty() ? status.path("capacity") : told;
    }

    void write(Instant now, Description out) throws IOException {
        out.write("Non-terminated Pods:\t(" + pods.size() + " in total)\n");
        out.write(
                1,
                "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits"
                        + "\tAge\n");
        out.write(
                1,
                "---------\t----\t\t------------\t----------\t---------------\t-------------"
                        + "\t---\n");
        for (JsonNode pod : pods) {
            pod(pod, now, out);
        }
        out.write("Allocated resources:\n");
        out.write(1, "(Total limits may be over 100 percent, i.e., overcommitted.)\n");
        out.write(1, "Resource\tRequests\tLimits\n");
        out.write(1, "--------\t--------\t------\n");
        totals(out);
    }

    private void pod(JsonNode pod, Instant now, Description out) throws IOException {
        JsonNode metadata = pod.path("metadata");
        Map<String, ResourceAmount> requests = PodResources.requests(pod, true);
        Map<String, ResourceAmount> limits = PodResources.limits(pod, true);
        out.write(
                1,
                "%s\t%s\t\t%s\t%s\t%s\t%s\t%s\n"
                        .formatted(
                                FieldValue.text(metadata.path("namespace")),
                                FieldValue.text(metadata.path("name")),
                                share(requests, CPU, true),
                                share(limits, CPU, true),
                                share(requests, "memory", true),
                                share(limits, "memory", true),
                                Age.since(
                                        FieldValue.text(metadata.path("creationTimestamp")), now)));
    }

    private void totals(Description out) throws IOException {
        Map<String, ResourceAmount> requests = new HashMap<>();
        Map<String, ResourceAmount> limits = new HashMap<>();
        for (JsonNode pod : pods) {
            PodResources.add(requests, PodResources.requests(pod, false));
            PodResources.add(limits, PodResources.limits(pod, false));
        }
        Set<String> others = new TreeSet<>(SortedFields.BY_BYTES);
        allocatable.fieldNames().forEachRemaining(others::add);
        for (String resource : ALWAYS_SHOWN) {
            others.remove(resource);
            total(resource, requests, limits, out);
        }
        others.remove("pods");
        for (String resource : others) {
            if (resource.startsWith(HUGE_PAGES)) {
                total(resource, requests, limits, out);
            }
        }
        for (String resource : others) {
            if (!resource.startsWith(HUGE_PAGES)) {
                out.write(
                        1,
                        "%s\t%s\t%s\n"
                                .formatted(
                                        resource,
                                        amount(requests, resource),
                                        amount(limits, resource)));
            }
        }
    }

    private void total(
            String resource,
            Map<String, ResourceAmount> requests,
            Map<String, ResourceAmount> limits,
            Description out)
            throws IOException {
        out.write(
                1,
                "%s\t%s\t%s\n"
                        .formatted(
                                resource,
                                share(requests, resource, false),
                                share(limits, resource, false)));
    }

    private static ResourceAmount amount(Map<String, ResourceAmount> amounts, String resource) {
        return amounts.getOrDefault(resource, ResourceAmount.ZERO);
    }

    /**
     * An amount and its share of what the node has.
     *
     * @param careless whether a node that has nothing is divided by, as kubectl does for each pod
     */
    private String share(Map<String, ResourceAmount> amounts, String resource, boolean careless) {
        ResourceAmount amount = amount(amounts, resource);
        ResourceAmount all = ResourceAmount.of(allocatable.path(resource));
        boolean thousandths = resource.equals(CPU);
        long part = thousandths ? amount.milli() : amount.whole();
        long whole = thousandths ? all.milli() : all.whole();
        long percent = 0;
        if (whole != 0) {
            percent = (long) ((double) part / whole * 100);
        } else if (careless) {
            // What Go makes of infinity as a whole number.
            percent = Long.MIN_VALUE;
        }
        return amount + " (" + percent + "%)";
    }
}
