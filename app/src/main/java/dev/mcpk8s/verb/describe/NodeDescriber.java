package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.ResourceAmount;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Nodes, with their lease, their devices and the pods that run on them. */
@Singleton
final class NodeDescriber implements Describer {

    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
    private static final String ROLE_LABEL = "kubernetes.io/role";

    private static final List<Map.Entry<String, String>> SYSTEM =
            List.of(
                    Map.entry("Machine ID", "machineID"),
                    Map.entry("System UUID", "systemUUID"),
                    Map.entry("Boot ID", "bootID"),
                    Map.entry("Kernel Version", "kernelVersion"),
                    Map.entry("OS Image", "osImage"),
                    Map.entry("Operating System", "operatingSystem"),
                    Map.entry("Architecture", "architecture"),
                    Map.entry("Container Runtime Version", "containerRuntimeVersion"),
                    Map.entry("Kubelet Version", "kubeletVersion"));

    @Override
    public String groupKind() {
        return "Node";
    }

    @Override
    public void describe(JsonNode node, DescribeScope scope, Description out) throws IOException {
        String name = FieldValue.text(node.path("metadata").path("name"));
        List<JsonNode> pods = pods(name, scope);
        Header.name(node, out);
        out.field("Roles", FieldText.nonEmpty(roles(node), FieldValue.NONE));
        Header.labelsAndAnnotations(node, out);
        Header.creationTimestamp(node, out);
        taints(node.path("spec").path("taints"), out);
        out.field("Unschedulable", FieldValue.flag(node.path("spec").path("unschedulable")));
        NodeLease.write(name, scope, out);
        status(node.path("status"), out);
        NodeDevices.write(name, scope, out);
        system(node, out);
        if (pods == null) {
            out.write("Pods:\tnot authorized\n");
        } else {
            new NodeAllocation(node, pods).write(scope.now(), out);
        }
        events(node, scope, out);
    }

    /** The pods that have not ended; null when the user may not see them. */
    private static @Nullable List<JsonNode> pods(String node, DescribeScope scope)
            throws IOException {
        String selector = "spec.nodeName=" + node + ",status.phase!=Succeeded,status.phase!=Failed";
        try {
            return scope.list("/api/v1/pods", "fieldSelector=" + DescribeScope.encoded(selector));
        } catch (StatusException refused) {
            if (refused.reason().equals("Forbidden")) {
                return null;
            }
            throw refused;
        }
    }

    private static String roles(JsonNode node) {
        Set<String> roles = new TreeSet<>(SortedFields.BY_BYTES);
        node.path("metadata")
                .path("labels")
                .properties()
                .forEach(
                        label -> {
                            String key = label.getKey();
                            if (key.startsWith(ROLE_PREFIX)) {
                                roles.add(key.substring(ROLE_PREFIX.length()));
                            } else if (key.equals(ROLE_LABEL)) {
                                roles.add(FieldValue.text(label.getValue()));
                            }
                        });
        roles.remove("");
        return String.join(",", roles);
    }

    private static void taints(JsonNode taints, Description out) throws IOException {
        List<JsonNode> sorted = new ArrayList<>();
        taints.forEach(sorted::add);
        sorted.sort(
                Comparator.comparing(
                        taint ->
                                FieldValue.text(taint.path("effect"))
                                        + ","
                                        + FieldValue.text(taint.path("key")),
                        SortedFields.BY_BYTES));
        List<String> lines = sorted.stream().map(NodeDescriber::taint).toList();
        out.field("Taints", lines.isEmpty() ? FieldValue.NONE : String.join("\n\t", lines));
    }

    private static String taint(JsonNode taint) {
        String value = FieldValue.text(taint.path("value"));
        String key = FieldValue.text(taint.path("key"));
        return (value.isEmpty() ? key : key + "=" + value)
                + ":"
                + FieldValue.text(taint.path("effect"));
    }

    private static void status(JsonNode status, Description out) throws IOException {
        JsonNode conditions = status.path("conditions");
        if (!conditions.isEmpty()) {
            out.write(
                    "Conditions:\n"
                            + "  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason"
                            + "\tMessage\n");
            out.write(1, "----\t------\t-----------------\t------------------\t------\t-------\n");
        }
        for (JsonNode condition : conditions) {
            out.write(1, Conditions.spaced(condition, "lastHeartbeatTime"));
        }
        out.write("Addresses:\n");
        for (JsonNode address : status.path("addresses")) {
            String type = FieldValue.text(address.path("type"));
            out.field(1, type, FieldValue.text(address.path("address")));
        }
        resources("Capacity", status.path("capacity"), out);
        resources("Allocatable", status.path("allocatable"), out);
    }

    private static void resources(String title, JsonNode resources, Description out)
            throws IOException {
        if (resources.isEmpty()) {
            return;
        }
        out.write(title + ":\n");
        for (Map.Entry<String, JsonNode> entry : SortedFields.of(resources)) {
            out.field(1, entry.getKey(), ResourceAmount.of(entry.getValue()).toString());
        }
    }

    private static void system(JsonNode node, Description out) throws IOException {
        JsonNode system = node.path("status").path("nodeInfo");
        out.write("System Info:\n");
        for (Map.Entry<String, String> line : SYSTEM) {
            out.field(1, line.getKey(), FieldValue.text(system.path(line.getValue())));
        }
        JsonNode spec = node.path("spec");
        ifNotEmpty("PodCIDR", FieldValue.text(spec.path("podCIDR")), out);
        ifNotEmpty("PodCIDRs", FieldText.joined(spec.path("podCIDRs"), ","), out);
        ifNotEmpty("ProviderID", FieldValue.text(spec.path("providerID")), out);
    }

    private static void ifNotEmpty(String title, String value, Description out) throws IOException {
        if (!value.isEmpty()) {
            out.field(title, value);
        }
    }

    /** Controllers know a node by its UID, the kubelet by its name. */
    private static void events(JsonNode node, DescribeScope scope, Description out)
            throws IOException {
        if (scope.showEvents()) {
            EventSection section = new EventSection(scope);
            EventSection.Subject subject = EventSection.Subject.of(node);
            List<JsonNode> events = section.known(subject);
            events.addAll(
                    section.known(
                            new EventSection.Subject(
                                    subject.kind(), subject.name(), "", subject.name())));
            section.write(events, out);
        }
    }
}
