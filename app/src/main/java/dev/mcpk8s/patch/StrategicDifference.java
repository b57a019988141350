package dev.mcpk8s.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The strategic merge patch that leads from one object to another, or the part of it that adds or
 * that deletes (apimachinery: {@code strategicpatch/patch.go}, {@code diffMaps}).
 */
final class StrategicDifference {

    private final boolean additions;
    private final boolean deletions;

    /**
     * @param additions whether what was added or changed belongs to the patch
     * @param deletions whether what was deleted does
     */
    StrategicDifference(boolean additions, boolean deletions) {
        this.additions = additions;
        this.deletions = deletions;
    }

    ObjectNode of(ObjectNode original, ObjectNode modified, PatchSchema schema)
            throws PatchException {
        return objects(original, modified, schema, false);
    }

    private ObjectNode objects(
            ObjectNode original, ObjectNode modified, PatchSchema schema, boolean retainsKeys)
            throws PatchException {
        ObjectNode patch = PatchValues.object();
        for (Map.Entry<String, JsonNode> field : SortedFields.of(modified)) {
            field(field.getKey(), original, field.getValue(), schema, patch);
        }
        if (deletions) {
            original.fieldNames()
                    .forEachRemaining(
                            name -> {
                                if (!modified.has(name)) {
                                    patch.putNull(name);
                                }
                            });
        }
        if (retainsKeys && (!patch.isEmpty() || hasMore(original, modified))) {
            addRetainedKeys(modified, patch);
        }
        return patch;
    }

    private static boolean hasMore(ObjectNode original, ObjectNode modified) {
        return original.properties().stream()
                .anyMatch(field -> !field.getValue().isNull() && !modified.has(field.getKey()));
    }

    private static void addRetainedKeys(ObjectNode modified, ObjectNode patch) {
        List<JsonNode> names = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : SortedFields.of(modified)) {
            if (!field.getValue().isNull()) {
                names.add(TextNode.valueOf(field.getKey()));
            }
        }
        if (!names.isEmpty()) {
            patch.set(Directives.RETAIN_KEYS, PatchValues.array(names));
        }
    }

    private void field(
            String name, ObjectNode all, JsonNode modified, PatchSchema schema, ObjectNode patch)
            throws PatchException {
        JsonNode original = all.get(name);
        if (original == null) {
            if (additions) {
                patch.set(name, modified);
            }
        } else if (name.equals(Directives.DIRECTIVE)) {
            if (!original.isTextual() || !modified.isTextual()) {
                throw new PatchException("invalid value for special key: " + name);
            }
            if (!original.equals(modified)) {
                patch.set(name, modified);
            }
        } else if (original instanceof ObjectNode from && modified instanceof ObjectNode to) {
            object(name, from, to, schema, patch);
        } else if (original instanceof ArrayNode from && modified instanceof ArrayNode to) {
            list(name, from, to, schema, patch);
        } else {
            replace(name, original, modified, patch);
        }
    }

    private void replace(String name, JsonNode original, JsonNode modified, ObjectNode patch) {
        if (additions && !original.equals(modified)) {
            patch.set(name, modified);
        }
    }

    private void object(
            String name,
            ObjectNode original,
            ObjectNode modified,
            PatchSchema schema,
            ObjectNode patch)
            throws PatchException {
        PatchSchema.Field field;
        try {
            field = schema.object(name);
        } catch (PatchException unknown) {
            if (original.equals(modified)) {
                return;
            }
            throw unknown;
        }
        if (field.isReplaced()) {
            if (additions) {
                patch.set(name, modified);
            }
            return;
        }
        ObjectNode inner = objects(original, modified, field.schema(), field.retainsKeys());
        if (!inner.isEmpty()) {
            patch.set(name, inner);
        }
    }

    private void list(
            String name,
            ArrayNode original,
            ArrayNode modified,
            PatchSchema schema,
            ObjectNode patch)
            throws PatchException {
        PatchSchema.Field field;
        try {
            field = schema.list(name);
        } catch (PatchException unknown) {
            if (original.equals(modified)) {
                return;
            }
            throw unknown;
        }
        if (!field.mergesLists()) {
            replace(name, original, modified, patch);
        } else if (original.isEmpty()) {
            if (additions && !modified.isEmpty()) {
                patch.set(name, modified);
            }
        } else if (PatchValues.areObjects(original, modified)) {
            mergedObjects(name, original, modified, field, patch);
        } else {
            mergedScalars(name, original, modified, patch);
        }
    }

    private void mergedScalars(
            String name, ArrayNode original, ArrayNode modified, ObjectNode patch) {
        List<JsonNode> before = PatchValues.sorted(original, PatchValues::text);
        List<JsonNode> after = PatchValues.sorted(modified, PatchValues::text);
        List<JsonNode> added = new ArrayList<>();
        List<JsonNode> deleted = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            int order = compare(before, i, after, j, PatchValues::text);
            if (order > 0) {
                added.add(after.get(j));
            } else if (order < 0) {
                deleted.add(before.get(i));
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        PatchValues.dropRepeated(deleted);
        List<JsonNode> wanted = PatchValues.list(modified);
        if (additions && !added.isEmpty()) {
            added.sort(Comparator.comparingInt(item -> wanted.indexOf(item)));
            patch.set(name, PatchValues.array(added));
        }
        boolean deletes = deletions && !deleted.isEmpty();
        if (deletes) {
            patch.set(Directives.DELETE_FROM_LIST + name, PatchValues.array(deleted));
        }
        // Compared with the sorted list, because kubectl sorts the list itself before.
        if (!wanted.isEmpty() && (deletes || (additions && !before.equals(wanted)))) {
            patch.set(Directives.ELEMENT_ORDER + name, modified);
        }
    }

    private void mergedObjects(
            String name,
            ArrayNode original,
            ArrayNode modified,
            PatchSchema.Field field,
            ObjectNode patch)
            throws PatchException {
        String key = field.mergeKey();
        List<JsonNode> elements = new ArrayList<>();
        List<JsonNode> deleted = new ArrayList<>();
        compareElements(original, modified, field, elements, deleted);
        List<JsonNode> wanted = PatchValues.list(modified);
        elements.sort(Comparator.comparingInt(item -> PatchValues.indexOf(wanted, item, key)));
        elements.addAll(deleted);
        if (!elements.isEmpty()) {
            patch.set(name, PatchValues.array(elements));
        }
        boolean changed = !elements.isEmpty();
        if (!wanted.isEmpty() && (changed || (additions && !sameOrder(original, modified, key)))) {
            ArrayNode order = patch.putArray(Directives.ELEMENT_ORDER + name);
            for (JsonNode element : modified) {
                order.addObject().set(key, element.path(key));
            }
        }
    }

    private void compareElements(
            ArrayNode original,
            ArrayNode modified,
            PatchSchema.Field field,
            List<JsonNode> changed,
            List<JsonNode> deleted)
            throws PatchException {
        String key = field.mergeKey();
        for (ArrayNode list : List.of(original, modified)) {
            for (JsonNode element : list) {
                PatchValues.mergeValue(element, key);
            }
        }
        List<JsonNode> before =
                PatchValues.sorted(original, element -> PatchValues.text(element.path(key)));
        List<JsonNode> after =
                PatchValues.sorted(modified, element -> PatchValues.text(element.path(key)));
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            int order =
                    compare(before, i, after, j, element -> PatchValues.text(element.path(key)));
            if (order == 0) {
                ObjectNode to = (ObjectNode) after.get(j);
                ObjectNode inner =
                        objects(
                                (ObjectNode) before.get(i),
                                to,
                                field.schema(),
                                field.retainsKeys());
                if (!inner.isEmpty()) {
                    inner.set(key, to.get(key));
                    changed.add(inner);
                }
            } else if (order > 0 && additions) {
                changed.add(after.get(j));
            } else if (order < 0 && deletions) {
                deleted.add(Directives.deletion(key, before.get(i).get(key)));
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }

    /** Which of two sorted lists has the smaller element next; the end is greater than all. */
    private static int compare(
            List<JsonNode> left,
            int i,
            List<JsonNode> right,
            int j,
            Function<JsonNode, String> text) {
        if (i == left.size()) {
            return 1;
        }
        if (j == right.size()) {
            return -1;
        }
        return SortedFields.BY_BYTES.compare(text.apply(left.get(i)), text.apply(right.get(j)));
    }

    private static boolean sameOrder(ArrayNode original, ArrayNode modified, String key) {
        if (original.size() != modified.size()) {
            return false;
        }
        for (int i = 0; i < original.size(); i++) {
            if (!PatchValues.match(original.get(i), modified.get(i), key)) {
                return false;
            }
        }
        return true;
    }
}
