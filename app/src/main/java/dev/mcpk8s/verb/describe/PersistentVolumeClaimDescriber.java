package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.ResourceAmount;
import dev.mcpk8s.print.describe.VolumeClaimText;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Persistent volume claims, with the pods that use them. */
@Singleton
final class PersistentVolumeClaimDescriber implements Describer {

    @Override
    public String groupKind() {
        return "PersistentVolumeClaim";
    }

    @Override
    public void describe(JsonNode claim, DescribeScope scope, Description out) throws IOException {
        JsonNode metadata = claim.path("metadata");
        List<String> users = users(metadata, scope);
        JsonNode spec = claim.path("spec");
        Header.name(claim, out);
        Header.namespace(claim, out);
        out.field("StorageClass", VolumeClaimText.storageClass(claim));
        out.field("Status", PersistentVolumeText.status(claim, scope.now()));
        out.field("Volume", FieldValue.text(spec.path("volumeName")));
        Header.labelsAndAnnotations(claim, out);
        out.field("Finalizers", FieldValue.list(metadata.path("finalizers")));
        volume(claim, out);
        VolumeClaimText.modeAndSource(spec, out);
        out.field("Used By", users.isEmpty() ? FieldValue.NONE : String.join("\n\t", users));
        conditions(claim.path("status").path("conditions"), out);
        scope.events(claim, out);
    }

    /** What the claim got, which nobody knows before it is bound to a volume. */
    private static void volume(JsonNode claim, Description out) throws IOException {
        JsonNode status = claim.path("status");
        boolean bound = !FieldValue.text(claim.path("spec").path("volumeName")).isEmpty();
        JsonNode capacity = status.path("capacity").path("storage");
        out.field("Capacity", bound ? ResourceAmount.of(capacity).toString() : "");
        String modes = PersistentVolumeText.accessModes(status.path("accessModes"));
        out.field("Access Modes", bound ? modes : "");
    }

    private static void conditions(JsonNode conditions, Description out) throws IOException {
        if (conditions.isEmpty()) {
            return;
        }
        out.write("Conditions:\n");
        out.write(1, "Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage\n");
        out.write(1, "----\t------\t-----------------\t------------------\t------\t-------\n");
        for (JsonNode condition : conditions) {
            out.write(1, Conditions.spaced(condition, "lastProbeTime"));
        }
    }

    /** The names of the pods that mount the claim, once for each time, or that it belongs to. */
    private static List<String> users(JsonNode claim, DescribeScope scope) throws IOException {
        Set<String> owners = new HashSet<>();
        for (JsonNode owner : claim.path("ownerReferences")) {
            if (FieldValue.text(owner.path("kind")).equals("Pod")) {
                owners.add(FieldValue.text(owner.path("uid")));
            }
        }
        String name = FieldValue.text(claim.path("name"));
        String namespace = FieldValue.text(claim.path("namespace"));
        List<String> users = new ArrayList<>();
        scope.pages(
                "/api/v1/namespaces/" + namespace + "/pods",
                "",
                pod -> addUses(pod, name, owners, users));
        users.sort(SortedFields.BY_BYTES);
        return users;
    }

    private static void addUses(
            JsonNode pod, String claim, Set<String> owners, List<String> users) {
        JsonNode metadata = pod.path("metadata");
        String name = FieldValue.text(metadata.path("name"));
        boolean mounts = false;
        for (JsonNode volume : pod.path("spec").path("volumes")) {
            JsonNode used = volume.path("persistentVolumeClaim").path("claimName");
            if (FieldValue.isSet(used) && used.asText().equals(claim)) {
                users.add(name);
                mounts = true;
            }
        }
        if (!mounts && owners.contains(FieldValue.text(metadata.path("uid")))) {
            users.add(name);
        }
    }
}
