package dev.mcpk8s.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The keys of a strategic merge patch that are no fields. */
final class Directives {

    static final String DIRECTIVE = "$patch";
    static final String RETAIN_KEYS = "$retainKeys";

    /** Followed by the name of a list of scalars. */
    static final String DELETE_FROM_LIST = "$deleteFromPrimitiveList/";

    /** Followed by the name of a list. */
    static final String ELEMENT_ORDER = "$setElementOrder/";

    private static final String DELETE = "delete";
    private static final String REPLACE = "replace";

    private Directives() {}

    /** An element that says: delete the one with this value. */
    static ObjectNode deletion(String mergeKey, JsonNode value) {
        ObjectNode element = PatchValues.object();
        element.set(mergeKey, value);
        return element.put(DIRECTIVE, DELETE);
    }

    static boolean isDeletion(JsonNode element) {
        return element.path(DIRECTIVE).asText().equals(DELETE);
    }

    static boolean isReplacement(JsonNode element) {
        return element.path(DIRECTIVE).asText().equals(REPLACE);
    }

    static PatchException unknown(JsonNode object) {
        return new PatchException(
                "unknown patch type: "
                        + PatchValues.text(object.path(DIRECTIVE))
                        + " in map: "
                        + PatchValues.text(object));
    }
}
