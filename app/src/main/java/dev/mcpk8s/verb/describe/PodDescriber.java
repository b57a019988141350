package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.Age;
import dev.mcpk8s.print.describe.ContainerText;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelLines;
import dev.mcpk8s.print.describe.SchedulingText;
import dev.mcpk8s.print.describe.VolumeText;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Describes pods. */
@Singleton
final class PodDescriber implements Describer {

    private static final String MIRROR = "kubernetes.io/config.mirror";

    @Override
    public String groupKind() {
        return "Pod";
    }

    @Override
    public void describe(JsonNode object, DescribeScope scope, Description out) throws IOException {
        JsonNode spec = object.path("spec");
        JsonNode status = object.path("status");
        WorkloadText.name(object, out);
        place(spec, status, out);
        WorkloadText.labels(object, out);
        phase(object, scope, out);
        addresses(status, out);
        WorkloadText.controller(object, out);
        optional("NominatedNodeName", status.path("nominatedNodeName"), out);
        if (FieldValue.isSet(spec.path("resources"))) {
            out.write("Resources:\n");
            ContainerText.resources(spec.path("resources"), 1, out);
        }
        containers(object, out);
        readinessGates(spec, status, out);
        conditions(status, out);
        VolumeText.write(spec.path("volumes"), "", out);
        out.field("QoS Class", FieldValue.text(status.path("qosClass")));
        LabelLines.labels(out, "Node-Selectors", spec.path("nodeSelector"));
        SchedulingText.tolerations("Tolerations", spec.path("tolerations"), out);
        SchedulingText.topologySpread(spec.path("topologySpreadConstraints"), "", out);
        SchedulingText.group(spec.path("schedulingGroup"), "", out);
        scope.events(eventSubject(object.path("metadata")), out);
    }

    /** A mirror pod's events are about the pod it mirrors. */
    private static EventSection.Subject eventSubject(JsonNode metadata) {
        JsonNode mirrored = metadata.path("annotations").path(MIRROR);
        return new EventSection.Subject(
                "",
                FieldValue.text(metadata.path("name")),
                FieldValue.text(metadata.path("namespace")),
                FieldValue.text(FieldValue.isSet(mirrored) ? mirrored : metadata.path("uid")));
    }

    private static void place(JsonNode spec, JsonNode status, Description out) throws IOException {
        WorkloadText.optional("Priority", spec.path("priority"), "", out);
        optional("Priority Class Name", spec.path("priorityClassName"), out);
        optional("Runtime Class Name", spec.path("runtimeClassName"), out);
        optional("Service Account", spec.path("serviceAccountName"), out);
        String node = FieldValue.text(spec.path("nodeName"));
        String host = FieldValue.text(status.path("hostIP"));
        out.field("Node", node.isEmpty() ? FieldValue.NONE : node + "/" + host);
        if (status.path("startTime").isTextual()) {
            out.field("Start Time", FieldValue.time(status.path("startTime")));
        }
    }

    private static void phase(JsonNode pod, DescribeScope scope, Description out)
            throws IOException {
        JsonNode metadata = pod.path("metadata");
        JsonNode status = pod.path("status");
        String phase = FieldValue.text(status.path("phase"));
        String deleted = FieldValue.text(metadata.path("deletionTimestamp"));
        if (deleted.isEmpty() || phase.equals("Failed") || phase.equals("Succeeded")) {
            out.field("Status", phase);
        } else {
            String age = Age.since(deleted, scope.now());
            out.field("Status", "Terminating (lasts " + age + ")");
            JsonNode grace = metadata.path("deletionGracePeriodSeconds");
            out.field("Termination Grace Period", FieldValue.number(grace) + "s");
        }
        optional("Reason", status.path("reason"), out);
        optional("Message", status.path("message"), out);
        JsonNode profile = pod.path("spec").path("securityContext").path("seccompProfile");
        if (profile.isObject()) {
            String type = FieldValue.text(profile.path("type"));
            out.field("SeccompProfile", type);
            if (type.equals("Localhost")) {
                out.field("LocalhostProfile", FieldValue.text(profile.path("localhostProfile")));
            }
        }
    }

    private static void addresses(JsonNode status, Description out) throws IOException {
        out.field("IP", FieldValue.text(status.path("podIP")));
        JsonNode addresses = status.path("podIPs");
        if (addresses.isEmpty()) {
            out.field("IPs", FieldValue.NONE);
            return;
        }
        out.write("IPs:\n");
        for (JsonNode address : addresses) {
            out.field(1, "IP", FieldValue.text(address.path("ip")));
        }
    }

    private static void containers(JsonNode pod, Description out) throws IOException {
        JsonNode spec = pod.path("spec");
        JsonNode status = pod.path("status");
        ContainerText text = new ContainerText(pod, "", out);
        if (!spec.path("initContainers").isEmpty()) {
            text.write(
                    "Init Containers",
                    spec.path("initContainers"),
                    status.path("initContainerStatuses"));
        }
        text.write("Containers", spec.path("containers"), status.path("containerStatuses"));
        if (!spec.path("ephemeralContainers").isEmpty()) {
            text.write(
                    "Ephemeral Containers",
                    spec.path("ephemeralContainers"),
                    status.path("ephemeralContainerStatuses"));
        }
    }

    private static void readinessGates(JsonNode spec, JsonNode status, Description out)
            throws IOException {
        JsonNode gates = spec.path("readinessGates");
        if (gates.isEmpty()) {
            return;
        }
        out.write("Readiness Gates:\n  Type\tStatus\n");
        for (JsonNode gate : gates) {
            String type = FieldValue.text(gate.path("conditionType"));
            String found = FieldValue.NONE;
            for (JsonNode condition : status.path("conditions")) {
                if (found.equals(FieldValue.NONE)
                        && FieldValue.text(condition.path("type")).equals(type)) {
                    found = FieldValue.text(condition.path("status"));
                }
            }
            out.write(1, type + " \t" + found + " \n");
        }
    }

    private static void conditions(JsonNode status, Description out) throws IOException {
        JsonNode conditions = status.path("conditions");
        if (conditions.isEmpty()) {
            return;
        }
        out.write("Conditions:\n  Type\tStatus\n");
        for (JsonNode condition : conditions) {
            String type = FieldValue.text(condition.path("type"));
            out.write(1, type + " \t" + FieldValue.text(condition.path("status")) + " \n");
        }
    }

    private static void optional(String title, JsonNode text, Description out) throws IOException {
        if (!FieldValue.text(text).isEmpty()) {
            out.field(title, FieldValue.text(text));
        }
    }
}
