package dev.mcpk8s.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON merge patches (RFC 7396), for types without a schema for anything better (apimachinery:
 * {@code jsonmergepatch/patch.go}).
 */
final class MergePatch {

    private MergePatch() {}

    /** The patch that leads from one object to another. */
    static ObjectNode between(ObjectNode original, ObjectNode modified) {
        ObjectNode patch = PatchValues.object();
        for (Map.Entry<String, JsonNode> field : SortedFields.of(modified)) {
            JsonNode before = original.get(field.getKey());
            JsonNode after = field.getValue();
            if (before instanceof ObjectNode from && after instanceof ObjectNode to) {
                ObjectNode inner = between(from, to);
                if (!inner.isEmpty()) {
                    patch.set(field.getKey(), inner);
                }
            } else if (!after.equals(before)) {
                patch.set(field.getKey(), after);
            }
        }
        for (Map.Entry<String, JsonNode> field : SortedFields.of(original)) {
            if (!modified.has(field.getKey())) {
                patch.putNull(field.getKey());
            }
        }
        return patch;
    }

    /** What a patch deletes, or what else it does; null when that is nothing. */
    static @Nullable ObjectNode part(ObjectNode patch, boolean deletions) {
        ObjectNode part = PatchValues.object();
        for (Map.Entry<String, JsonNode> field : SortedFields.of(patch)) {
            JsonNode value = field.getValue();
            if (value instanceof ObjectNode object && !object.isEmpty()) {
                ObjectNode inner = part(object, deletions);
                if (inner != null) {
                    part.set(field.getKey(), inner);
                }
            } else if (value.isNull() == deletions) {
                part.set(field.getKey(), value);
            }
        }
        return part.isEmpty() ? null : part;
    }

    /** The second into the first, which becomes the result. */
    static void merge(ObjectNode first, ObjectNode second) {
        for (Map.Entry<String, JsonNode> field : SortedFields.of(second)) {
            JsonNode own = first.get(field.getKey());
            if (own instanceof ObjectNode mine && field.getValue() instanceof ObjectNode other) {
                merge(mine, other);
            } else {
                first.set(field.getKey(), field.getValue());
            }
        }
    }
}
