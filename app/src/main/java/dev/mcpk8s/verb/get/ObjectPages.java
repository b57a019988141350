package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Answers that hold objects: a list's page or a single object. */
final class ObjectPages {

    private static final String LIST = "List";

    private ObjectPages() {}

    /**
     * Adds what the answer holds. The items of a typed list carry no type of their own: they get
     * the list's.
     *
     * @return the token of the next page, empty for none
     */
    static String addObjects(JsonNode answer, List<JsonNode> objects) {
        if (!answer.path("items").isArray()) {
            objects.add(answer);
            return "";
        }
        String listKind = answer.path("kind").asText();
        String kind =
                listKind.endsWith(LIST)
                        ? listKind.substring(0, listKind.length() - LIST.length())
                        : listKind;
        for (JsonNode item : answer.path("items")) {
            if (item instanceof ObjectNode object && object.path("kind").asText().isEmpty()) {
                object.put("kind", kind);
                object.set("apiVersion", answer.path("apiVersion"));
            }
            objects.add(item);
        }
        return answer.path("metadata").path("continue").asText();
    }
}
