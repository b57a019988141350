package dev.mcpk8s.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.golang.GoSort;
import dev.mcpk8s.jsonpath.GoText;
import dev.mcpk8s.jsonpath.SortedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Values as patches compare them: copies in which a number is a {@code long} or a {@code double}
 * and nothing else, as Go reads JSON, so that equal values are equal nodes.
 */
final class PatchValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PatchValues() {}

    /** A copy that is the caller's own. */
    static ObjectNode copy(ObjectNode object) {
        ObjectNode copy = NODES.objectNode();
        object.properties().forEach(field -> copy.set(field.getKey(), copy(field.getValue())));
        return copy;
    }

    private static JsonNode copy(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> copy(object);
            case ArrayNode list -> {
                ArrayNode copy = NODES.arrayNode(list.size());
                list.forEach(item -> copy.add(copy(item)));
                yield copy;
            }
            default -> value.isNumber() ? number(value) : value;
        };
    }

    private static JsonNode number(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong()
                ? LongNode.valueOf(value.longValue())
                : DoubleNode.valueOf(value.doubleValue());
    }

    static boolean haveSameType(JsonNode left, JsonNode right) {
        return left.getClass() == right.getClass();
    }

    /**
     * What all elements of the lists are.
     *
     * @throws PatchException when they are of several types, or lists themselves
     */
    static boolean areObjects(ArrayNode left, ArrayNode right) throws PatchException {
        List<JsonNode> all = list(left);
        all.addAll(list(right));
        if (all.isEmpty()) {
            throw new PatchException("no elements in any of the given slices");
        }
        JsonNode first = all.getFirst();
        if (first.isArray()) {
            throw new PatchException("lists of lists are not supported");
        }
        for (JsonNode element : all) {
            if (!haveSameType(first, element)) {
                throw new PatchException(
                        "list element types are not identical: ["
                                + text(left)
                                + " "
                                + text(right)
                                + "]");
            }
        }
        return first.isObject();
    }

    static List<JsonNode> list(ArrayNode array) {
        List<JsonNode> list = new ArrayList<>(array.size());
        array.forEach(list::add);
        return list;
    }

    static ArrayNode array(List<JsonNode> list) {
        return NODES.arrayNode(list.size()).addAll(list);
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    /**
     * In the order of the texts. Of equal ones Go's sorting decides which is first, because its
     * comparison calls each less than the other.
     */
    static List<JsonNode> sorted(ArrayNode array, Function<JsonNode, String> text) {
        List<JsonNode> sorted = list(array);
        GoSort.sort(
                sorted,
                (left, right) ->
                        SortedFields.BY_BYTES.compare(text.apply(left), text.apply(right)) <= 0);
        return sorted;
    }

    /** Each element once; Go fills the place of one that goes with the last. */
    static void dropRepeated(List<JsonNode> list) {
        for (int i = 0; i < list.size(); i++) {
            for (int j = i + 1; j < list.size(); ) {
                if (list.get(i).equals(list.get(j))) {
                    JsonNode last = list.removeLast();
                    if (j < list.size()) {
                        list.set(j, last);
                    }
                } else {
                    j++;
                }
            }
        }
    }

    /**
     * The value by which an element of a list is told from the others.
     *
     * @throws PatchException when it has none
     */
    static JsonNode mergeValue(JsonNode element, String mergeKey) throws PatchException {
        JsonNode value = element.get(mergeKey);
        if (value == null) {
            throw new PatchException(
                    "map: " + text(element) + " does not contain declared merge key: " + mergeKey);
        }
        return value;
    }

    /** Whether two elements stand for the same; without a key, whether they are equal. */
    static boolean match(JsonNode left, JsonNode right, String mergeKey) {
        return mergeKey.isEmpty()
                ? left.equals(right)
                : Objects.equals(left.get(mergeKey), right.get(mergeKey));
    }

    /** Where an element of the same meaning is; -1 for nowhere. */
    static int indexOf(List<JsonNode> list, JsonNode element, String mergeKey) {
        for (int i = 0; i < list.size(); i++) {
            if (match(element, list.get(i), mergeKey)) {
                return i;
            }
        }
        return -1;
    }

    /** As Go's {@code %v} prints it. */
    static String text(JsonNode value) {
        return GoText.of(value);
    }
}
