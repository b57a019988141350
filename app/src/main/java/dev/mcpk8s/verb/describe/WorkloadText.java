package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelLines;
import java.io.IOException;

/** Parts that the descriptions of several workloads have in common. */
final class WorkloadText {

    private WorkloadText() {}

    /** Name and namespace. */
    static void name(JsonNode object, Description out) throws IOException {
        JsonNode metadata = object.path("metadata");
        out.field("Name", FieldValue.text(metadata.path("name")));
        out.field("Namespace", FieldValue.text(metadata.path("namespace")));
    }

    /** Labels and annotations. */
    static void labels(JsonNode object, Description out) throws IOException {
        JsonNode metadata = object.path("metadata");
        LabelLines.labels(out, "Labels", metadata.path("labels"));
        LabelLines.annotations(out, "Annotations", metadata.path("annotations"));
    }

    /** What controls the object, when something does. */
    static void controller(JsonNode object, Description out) throws IOException {
        String controller = FieldValue.controller(object);
        if (!controller.isEmpty()) {
            out.field("Controlled By", controller);
        }
    }

    /** {@code 1 current / 2 desired}. */
    static void replicas(JsonNode object, Description out) throws IOException {
        out.field(
                "Replicas",
                FieldValue.number(object.path("status").path("replicas"))
                        + " current / "
                        + FieldValue.number(object.path("spec").path("replicas"))
                        + " desired");
    }

    /** Conditions with their reasons; nothing when there are none. */
    static void conditions(JsonNode object, Description out) throws IOException {
        JsonNode conditions = object.path("status").path("conditions");
        if (conditions.isEmpty()) {
            return;
        }
        out.write("Conditions:\n  Type\tStatus\tReason\n");
        out.write(1, "----\t------\t------\n");
        for (JsonNode condition : conditions) {
            out.write(
                    1,
                    FieldValue.text(condition.path("type"))
                            + " \t"
                            + FieldValue.text(condition.path("status"))
                            + "\t"
                            + FieldValue.text(condition.path("reason"))
                            + "\n");
        }
    }

    /** A line of a number that may be there. */
    static void optional(String title, JsonNode value, String unit, Description out)
            throws IOException {
        if (FieldValue.isSet(value)) {
            out.field(title, FieldValue.text(value) + unit);
        }
    }

    /** A line of a value, {@code <unset>} when it is not there. */
    static void orUnset(String title, JsonNode value, String unit, Description out)
            throws IOException {
        out.field(
                title, FieldValue.isSet(value) ? FieldValue.text(value) + unit : FieldValue.UNSET);
    }
}
