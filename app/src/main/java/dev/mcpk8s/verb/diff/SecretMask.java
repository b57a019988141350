package dev.mcpk8s.verb.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps back what a Secret holds, but not whether it changes (kubectl: {@code
 * pkg/cmd/diff/diff.go}, {@code Masker}).
 */
final class SecretMask {

    private static final String EQUAL = "***";
    private static final String BEFORE = "*** (before)";
    private static final String AFTER = "*** (after)";

    private SecretMask() {}

    /** Masks both versions in place; nothing when they are of another type. */
    static void mask(@Nullable ObjectNode live, ObjectNode merged) {
        ObjectNode before = live == null ? null : data(live);
        ObjectNode after = data(merged);
        for (String key : keys(before)) {
            boolean changes =
                    before != null
                            && after != null
                            && after.has(key)
                            && !after.path(key).equals(before.path(key));
            set(before, key, changes ? BEFORE : EQUAL);
            if (after != null && after.has(key)) {
                set(after, key, changes ? AFTER : EQUAL);
            }
        }
        for (String key : keys(after)) {
            if (before == null || !before.has(key)) {
                set(after, key, EQUAL);
            }
        }
    }

    static boolean applies(JsonNode object) {
        String version = object.path("apiVersion").asText();
        return object.path("kind").asText().equals("Secret")
                && version.substring(version.indexOf('/') + 1).equals("v1");
    }

    private static @Nullable ObjectNode data(ObjectNode object) {
        return object.path("data") instanceof ObjectNode data ? data : null;
    }

    private static List<String> keys(@Nullable ObjectNode data) {
        List<String> keys = new ArrayList<>();
        if (data != null) {
            data.fieldNames().forEachRemaining(keys::add);
        }
        return keys;
    }

    private static void set(@Nullable ObjectNode data, String key, String mask) {
        if (data != null) {
            data.put(key, mask);
        }
    }
}
