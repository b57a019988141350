package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/**
 * What pods of a template will be like, as workloads and their revisions are described (kubectl:
 * {@code describe/describe.go}, {@code DescribePodTemplate}).
 */
public final class PodTemplateText {

    private static final String SPACE = "  ";

    private PodTemplateText() {}

    /** Writes a template; one that is missing is {@code <unset>}, without an end of line. */
    public static void write(JsonNode template, Description out) throws IOException {
        out.write("Pod Template:\n");
        if (!FieldValue.isSet(template)) {
            out.write(1, FieldValue.UNSET);
            return;
        }
        JsonNode metadata = template.path("metadata");
        JsonNode spec = template.path("spec");
        LabelLines.labels(out, "  Labels", metadata.path("labels"));
        if (!metadata.path("annotations").isEmpty()) {
            LabelLines.annotations(out, "  Annotations", metadata.path("annotations"));
        }
        optional(1, "Service Account", spec.path("serviceAccountName"), out);
        JsonNode none = MissingNode.getInstance();
        ContainerText containers = new ContainerText(none, SPACE, out);
        if (!spec.path("initContainers").isEmpty()) {
            containers.write("Init Containers", spec.path("initContainers"), none);
        }
        containers.write("Containers", spec.path("containers"), none);
        VolumeText.write(spec.path("volumes"), SPACE, out);
        SchedulingText.topologySpread(spec.path("topologySpreadConstraints"), SPACE, out);
        optional(1, "Priority Class Name", spec.path("priorityClassName"), out);
        LabelLines.labels(out, "  Node-Selectors", spec.path("nodeSelector"));
        SchedulingText.tolerations("  Tolerations", spec.path("tolerations"), out);
        SchedulingText.group(spec.path("schedulingGroup"), SPACE, out);
    }

    /** A line for text that is there. */
    static void optional(int level, String title, JsonNode value, Description out)
            throws IOException {
        if (!FieldValue.text(value).isEmpty()) {
            out.field(level, title, FieldValue.text(value));
        }
    }
}
