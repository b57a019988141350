package dev.mcpk8s.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins two strategic merge patches for the same object into one; directives stay what they are
 * (apimachinery: {@code strategicpatch/patch.go}, {@code mergeMap} on the client's side).
 */
final class StrategicMerge {

    private StrategicMerge() {}

    /** The second into the first, which becomes the result; both are used up. */
    static ObjectNode merge(ObjectNode first, ObjectNode second, PatchSchema schema)
            throws PatchException {
        if (second.has(Directives.DIRECTIVE)) {
            return directed(second);
        }
        moveRetainedKeys(first, second);
        for (String key : names(second)) {
            if (key.startsWith(Directives.ELEMENT_ORDER)) {
                moveOrdered(key, first, second, schema);
            }
        }
        for (Map.Entry<String, JsonNode> field : SortedFields.of(second)) {
            field(field.getKey(), field.getValue(), first, schema);
        }
        return first;
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static ObjectNode directed(ObjectNode patch) throws PatchException {
        if (Directives.isReplacement(patch)) {
            patch.remove(Directives.DIRECTIVE);
            return patch;
        }
        if (Directives.isDeletion(patch)) {
            return PatchValues.object();
        }
        throw Directives.unknown(patch);
    }

    private static void moveRetainedKeys(ObjectNode first, ObjectNode second)
            throws PatchException {
        JsonNode keys = second.remove(Directives.RETAIN_KEYS);
        if (keys == null) {
            return;
        }
        JsonNode own = first.get(Directives.RETAIN_KEYS);
        if (own != null && !own.equals(keys)) {
            throw new PatchException(
                    PatchValues.text(own)
                            + " and "
                            + PatchValues.text(keys)
                            + " are not deep equal: this may happen when calculating the 3-way diff"
                            + " patch");
        }
        first.set(Directives.RETAIN_KEYS, keys);
    }

    private static void field(String name, JsonNode value, ObjectNode first, PatchSchema schema)
            throws PatchException {
        JsonNode own = first.get(name);
        if (name.startsWith(Directives.DELETE_FROM_LIST)) {
            first.set(name, value);
        } else if (own instanceof ObjectNode mine && value instanceof ObjectNode other) {
            PatchSchema.Field field = schema.object(name);
            first.set(name, field.isReplaced() ? other : merge(mine, other, field.schema()));
        } else if (own instanceof ArrayNode mine && value instanceof ArrayNode other) {
            PatchSchema.Field field = schema.list(name);
            first.set(name, lists(mine, other, field));
        } else {
            JsonNode kept = withoutDirectives(value);
            if (kept == null) {
                first.remove(name);
            } else {
                first.set(name, kept);
            }
        }
    }

    /** An order and the list it is for. */
    private static void moveOrdered(
            String key, ObjectNode first, ObjectNode second, PatchSchema schema)
            throws PatchException {
        JsonNode order = second.remove(key);
        JsonNode own = first.get(key);
        if (own != null && !own.equals(order)) {
            throw new PatchException("invalid patch format of setElementOrder list");
        }
        first.set(key, order);
        String name = key.substring(Directives.ELEMENT_ORDER.length());
        if (!(order instanceof ArrayNode wanted)) {
            throw new PatchException("invalid patch format of setElementOrder list");
        }
        JsonNode mine = first.get(name);
        JsonNode other = second.remove(name);
        PatchSchema.Field field = schema.list(name);
        checkOrder(other, wanted, field.mergeKey());
        ArrayNode merged;
        if (mine instanceof ArrayNode left && other instanceof ArrayNode right) {
            merged = lists(left, right, field);
        } else if (other instanceof ArrayNode right) {
            merged = listWithoutDirectives(right);
        } else if (mine instanceof ArrayNode left) {
            merged = left;
        } else {
            return;
        }
        ArrayNode live = mine instanceof ArrayNode left ? left : PatchValues.array(List.of());
        first.set(name, inOrder(merged, PatchValues.list(wanted), live, field.mergeKey()));
    }

    /** What a patch sets must stand in the order it asks for. */
    private static void checkOrder(@Nullable JsonNode patch, ArrayNode order, String mergeKey)
            throws PatchException {
        if (patch == null || patch.isEmpty() || order.isEmpty()) {
            return;
        }
        int next = 0;
        for (JsonNode element : patch) {
            if (element.has(Directives.DIRECTIVE)) {
                continue;
            }
            while (next < order.size() && !PatchValues.match(element, order.get(next), mergeKey)) {
                next++;
            }
            if (next++ >= order.size()) {
                throw new PatchException(
                        "The order in patch list:\n"
                                + PatchValues.text(patch)
                                + "\n doesn't match $setElementOrder list:\n"
                                + PatchValues.text(order)
                                + "\n");
            }
        }
    }

    private static ArrayNode lists(ArrayNode first, ArrayNode second, PatchSchema.Field field)
            throws PatchException {
        if (!field.mergesLists()) {
            return second;
        }
        if (first.isEmpty() && second.isEmpty()) {
            return first;
        }
        if (!PatchValues.areObjects(first, second)) {
            List<JsonNode> both = PatchValues.list(first);
            second.forEach(both::add);
            PatchValues.dropRepeated(both);
            return inOrder(PatchValues.array(both), PatchValues.list(second), first, "");
        }
        List<JsonNode> elements = PatchValues.list(first);
        List<JsonNode> plain = new ArrayList<>();
        boolean replaces = applyDirectives(second, elements, plain, field.mergeKey());
        if (replaces) {
            elements = plain;
            plain = List.of();
        }
        ArrayNode live = PatchValues.array(elements);
        for (JsonNode element : plain) {
            PatchValues.mergeValue(element, field.mergeKey());
            int at = PatchValues.indexOf(elements, element, field.mergeKey());
            if (at < 0) {
                elements.add(element);
            } else {
                ObjectNode own = (ObjectNode) elements.get(at);
                elements.set(at, merge(own, (ObjectNode) element, field.schema()));
            }
        }
        return inOrder(PatchValues.array(elements), plain, live, field.mergeKey());
    }

    /** Takes out what the second list deletes; whether it replaces everything. */
    private static boolean applyDirectives(
            ArrayNode second, List<JsonNode> elements, List<JsonNode> plain, String mergeKey)
            throws PatchException {
        boolean replaces = false;
        for (JsonNode element : second) {
            if (!element.has(Directives.DIRECTIVE)) {
                plain.add(element);
            } else if (Directives.isDeletion(element)) {
                PatchValues.mergeValue(element, mergeKey);
                elements.removeIf(own -> PatchValues.match(own, element, mergeKey));
            } else if (Directives.isReplacement(element)) {
                replaces = true;
            } else {
                throw Directives.unknown(element);
            }
        }
        return replaces;
    }

    /**
     * What the patch names in the patch's order, the rest in its own, deletions last; the rest
     * stands before what followed it.
     */
    private static ArrayNode inOrder(
            ArrayNode merged, List<JsonNode> order, ArrayNode live, String mergeKey) {
        List<JsonNode> server = PatchValues.list(live);
        List<JsonNode> named = new ArrayList<>();
        List<JsonNode> rest = new ArrayList<>();
        for (JsonNode element : merged) {
            (PatchValues.indexOf(order, element, mergeKey) < 0 ? rest : named).add(element);
        }
        sort(named, order, mergeKey);
        sort(rest, server, mergeKey);
        ArrayNode result = PatchValues.array(List.of());
        int i = 0;
        for (JsonNode element : named) {
            int place = PatchValues.indexOf(server, element, mergeKey);
            while (i < rest.size() && stands(rest.get(i), server, mergeKey, place)) {
                result.add(rest.get(i++));
            }
            result.add(element);
        }
        return result.addAll(rest.subList(i, rest.size()));
    }

    private static boolean stands(
            JsonNode element, List<JsonNode> server, String mergeKey, int before) {
        int place = PatchValues.indexOf(server, element, mergeKey);
        return place >= 0 && place < before;
    }

    private static void sort(List<JsonNode> list, List<JsonNode> order, String mergeKey) {
        list.sort(
                Comparator.comparing(Directives::isDeletion)
                        .thenComparingInt(
                                element -> PatchValues.indexOf(order, element, mergeKey)));
    }

    /** Null for an object that is a directive itself. */
    private static @Nullable JsonNode withoutDirectives(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                if (object.has(Directives.DIRECTIVE)) {
                    yield null;
                }
                for (String name : names(object)) {
                    JsonNode kept = withoutDirectives(object.path(name));
                    if (kept == null) {
                        object.remove(name);
                    } else {
                        object.set(name, kept);
                    }
                }
                yield object;
            }
            case ArrayNode list -> listWithoutDirectives(list);
            default -> value;
        };
    }

    private static ArrayNode listWithoutDirectives(ArrayNode list) {
        List<JsonNode> kept = new ArrayList<>();
        for (JsonNode element : list) {
            JsonNode value = withoutDirectives(element);
            if (value != null) {
                kept.add(value);
            }
        }
        return PatchValues.array(kept);
    }
}
