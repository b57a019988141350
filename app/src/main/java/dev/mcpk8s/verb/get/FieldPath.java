package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The path of {@code --sort-by}. */
record FieldPath(String text) {

    static FieldPath parse(String sortBy) {
        String bare = sortBy.startsWith("{") ? sortBy.substring(1, sortBy.length() - 1) : sortBy;
        return new FieldPath("{" + (bare.startsWith(".") ? "" : ".") + bare + "}");
    }

    /** The first value there; null when there is none. */
    @Nullable JsonNode first(JsonNode object) {
        JsonNode at = object;
        for (String name : text.substring(2, text.length() - 1).split("\\.", -1)) {
            at = at.path(name);
        }
        return at.isMissingNode() ? null : at;
    }
}
