package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.ResourceAmount;
import dev.mcpk8s.print.describe.VolumeClaimText;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Persistent volumes. */
@Singleton
final class PersistentVolumeDescriber implements Describer {

    @Override
    public String groupKind() {
        return "PersistentVolume";
    }

    @Override
    public void describe(JsonNode volume, DescribeScope scope, Description out) throws IOException {
        JsonNode spec = volume.path("spec");
        JsonNode metadata = volume.path("metadata");
        Header.writeWithoutNamespace(volume, out);
        out.field("Finalizers", FieldValue.list(metadata.path("finalizers")));
        out.field("StorageClass", VolumeClaimText.storageClass(volume));
        out.field("Status", PersistentVolumeText.status(volume, scope.now()));
        JsonNode claim = spec.path("claimRef");
        String claimed =
                !FieldValue.isSet(claim)
                        ? ""
                        : claim.path("namespace").asText() + "/" + claim.path("name").asText();
        out.field("Claim", claimed);
        String policy = spec.path("persistentVolumeReclaimPolicy").asText();
        out.field("Reclaim Policy", policy);
        out.field("Access Modes", PersistentVolumeText.accessModes(spec.path("accessModes")));
        if (spec.hasNonNull("volumeMode")) {
            out.field("VolumeMode", spec.path("volumeMode").asText());
        }
        ResourceAmount capacity = ResourceAmount.of(spec.path("capacity").path("storage"));
        out.field("Capacity", capacity.toString());
        nodeAffinity(spec.path("nodeAffinity").path("required"), out);
        out.field("Message", volume.path("status").path("message").asText());
        out.write("Source:\n");
        PersistentVolumeSource.write(spec, out);
        scope.events(volume, out);
    }

    private static void nodeAffinity(JsonNode required, Description out) throws IOException {
        if (!FieldValue.isSet(required)) {
            out.write("Node Affinity:\t<none>\n");
            return;
        }
        out.write("Node Affinity:\t\n");
        JsonNode terms = required.path("nodeSelectorTerms");
        out.field(1, "Required Terms", (terms.isEmpty() ? "<none>" : ""));
        for (int i = 0; i < terms.size(); i++) {
            SelectorTerm.write(2, "Term " + i, terms.path(i).path("matchExpressions"), "", out);
        }
    }
}
