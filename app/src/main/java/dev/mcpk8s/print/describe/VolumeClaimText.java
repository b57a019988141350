package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;

/** Claims of volumes, wherever one is described (kubectl: {@code describe/describe.go}). */
public final class VolumeClaimText {

    private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";

    private VolumeClaimText() {}

    /** The class a claim asks for; empty when it names none. */
    public static String storageClass(JsonNode claim) {
        JsonNode old = claim.path("metadata").path("annotations").path(OLD_CLASS);
        return FieldValue.text(
                FieldValue.isSet(old) ? old : claim.path("spec").path("storageClassName"));
    }

    /** The claim that a pod's volume makes for itself. */
    static void writeTemplate(JsonNode template, Description out) throws IOException {
        JsonNode metadata = template.path("metadata");
        JsonNode spec = template.path("spec");
        boolean bound = !FieldValue.text(spec.path("volumeName")).isEmpty();
        out.field("StorageClass", storageClass(template));
        out.field("Volume", FieldValue.text(spec.path("volumeName")));
        LabelLines.labels(out, "Labels", metadata.path("labels"));
        LabelLines.annotations(out, "Annotations", metadata.path("annotations"));
        // A template has no status: what a volume is said to hold is nothing.
        out.field("Capacity", bound ? "0" : "");
        out.field("Access Modes", "");
        modeAndSource(spec, out);
    }

    /** How a claim's volume is used, and what it is filled from. */
    public static void modeAndSource(JsonNode spec, Description out) throws IOException {
        if (FieldValue.isSet(spec.path("volumeMode"))) {
            out.field("VolumeMode", FieldValue.text(spec.path("volumeMode")));
        }
        JsonNode source = spec.path("dataSource");
        if (source.isObject()) {
            out.write("DataSource:\n");
            if (FieldValue.isSet(source.path("apiGroup"))) {
                out.field(1, "APIGroup", FieldValue.text(source.path("apiGroup")));
            }
            out.field(1, "Kind", FieldValue.text(source.path("kind")));
            out.field(1, "Name", FieldValue.text(source.path("name")));
        }
    }

    /** The claims that a stateful set makes for each of its pods. */
    public static void writeTemplates(JsonNode templates, Description out) throws IOException {
        if (templates.isEmpty()) {
            out.field("Volume Claims", FieldValue.NONE);
            return;
        }
        out.write("Volume Claims:\n");
        for (JsonNode claim : templates) {
            JsonNode metadata = claim.path("metadata");
            JsonNode spec = claim.path("spec");
            JsonNode storage = spec.path("resources").path("requests").path("storage");
            out.field(1, "Name", FieldValue.text(metadata.path("name")));
            out.field(1, "StorageClass", storageClass(claim));
            LabelLines.labels(out, "  ", "Labels", metadata.path("labels"), Set.of());
            LabelLines.labels(out, "  ", "Annotations", metadata.path("annotations"), Set.of());
            out.field(1, "Capacity", FieldValue.textOr(storage, "<default>"));
            out.field(1, "Access Modes", FieldValue.list(spec.path("accessModes")));
        }
    }
}
