package dev.mcpk8s.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The fields of an object in the order Go prints a map: by the bytes of the key in UTF-8, which is
 * the order of code points and not the one of {@link String#compareTo}.
 */
public final class SortedFields {

    /** Orders text by its UTF-8 bytes. */
    public static final Comparator<String> BY_BYTES = SortedFields::compareBytes;

    private static final Comparator<Map.Entry<String, JsonNode>> BY_KEY =
            (left, right) -> compareBytes(left.getKey(), right.getKey());

    private SortedFields() {}

    /** The fields of an object node in order; none for any other node. */
    public static List<Map.Entry<String, JsonNode>> of(JsonNode object) {
        return of(object, BY_KEY);
    }

    /** The fields of an object node in another order. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static List<Map.Entry<String, JsonNode>> of(
            JsonNode object, Comparator<Map.Entry<String, JsonNode>> order) {
        Map.Entry<String, JsonNode>[] fields = object.properties().toArray(new Map.Entry[0]);
        Arrays.sort(fields, order);
        return Arrays.asList(fields);
    }

    private static int compareBytes(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean beyondBmp = Character.isSurrogate(a);
                return beyondBmp == Character.isSurrogate(b) ? a - b : beyondBmp ? 1 : -1;
            }
        }
        return left.length() - right.length();
    }
}
