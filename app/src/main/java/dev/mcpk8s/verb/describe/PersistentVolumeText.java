package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.Age;
import dev.mcpk8s.print.describe.FieldValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What descriptions of persistent volumes and of claims have in common (kubectl: {@code
 * util/storage/storage.go}).
 */
final class PersistentVolumeText {

    private static final List<Map.Entry<String, String>> ACCESS_MODES =
            List.of(
                    Map.entry("ReadWriteOnce", "RWO"),
                    Map.entry("ReadOnlyMany", "ROX"),
                    Map.entry("ReadWriteMany", "RWX"),
                    Map.entry("ReadWriteOncePod", "RWOP"));

    private PersistentVolumeText() {}

    /** The phase, or how long the object has been going away. */
    static String status(JsonNode object, Instant now) {
        String deleted = FieldValue.text(object.path("metadata").path("deletionTimestamp"));
        return deleted.isEmpty()
                ? object.path("status").path("phase").asText()
                : "Terminating (lasts " + Age.since(deleted, now) + ")";
    }

    /** The known modes in their fixed order. */
    static String accessModes(JsonNode modes) {
        List<String> present = FieldText.strings(modes);
        return ACCESS_MODES.stream()
                .filter(mode -> present.contains(mode.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
    }
}
