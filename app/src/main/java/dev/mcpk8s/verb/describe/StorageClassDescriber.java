package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelSelectorText;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Storage classes. */
@Singleton
final class StorageClassDescriber implements Describer {

    @Override
    public String groupKind() {
        return "StorageClass.storage.k8s.io";
    }

    @Override
    public void describe(JsonNode storage, DescribeScope scope, Description out)
            throws IOException {
        Header.name(storage, out);
        out.field("IsDefaultClass", (isDefault(storage) ? "Yes" : "No"));
        Header.annotationsInLine(storage, out);
        out.field("Provisioner", storage.path("provisioner").asText());
        out.field("Parameters", LabelSelectorText.ofLabelsOrNone(storage.path("parameters")));
        out.field("AllowVolumeExpansion", expansion(storage));
        options(storage.path("mountOptions"), out);
        if (storage.hasNonNull("reclaimPolicy")) {
            out.field("ReclaimPolicy", storage.path("reclaimPolicy").asText());
        }
        if (storage.hasNonNull("volumeBindingMode")) {
            out.field("VolumeBindingMode", storage.path("volumeBindingMode").asText());
        }
        if (storage.hasNonNull("allowedTopologies")) {
            topologies(storage.path("allowedTopologies"), out);
        }
        scope.events(storage, out);
    }

    private static boolean isDefault(JsonNode storage) {
        JsonNode annotations = storage.path("metadata").path("annotations");
        return annotations
                        .path("storageclass.kubernetes.io/is-default-class")
                        .asText()
                        .equals("true")
                || annotations
                        .path("storageclass.beta.kubernetes.io/is-default-class")
                        .asText()
                        .equals("true");
    }

    private static String expansion(JsonNode storage) {
        JsonNode allowed = storage.path("allowVolumeExpansion");
        return !FieldValue.isSet(allowed) ? "<unset>" : allowed.asBoolean() ? "True" : "False";
    }

    private static void options(JsonNode options, Description out) throws IOException {
        if (options.isEmpty()) {
            out.write("MountOptions:\t<none>\n");
            return;
        }
        out.write("MountOptions:\n");
        for (JsonNode option : options) {
            out.write(1, option.asText() + "\n");
        }
    }

    private static void topologies(JsonNode terms, Description out) throws IOException {
        out.field("AllowedTopologies", (terms.isEmpty() ? "<none>" : ""));
        for (int i = 0; i < terms.size(); i++) {
            SelectorTerm.write(
                    1, "Term " + i, terms.path(i).path("matchLabelExpressions"), "in", out);
        }
    }
}
