package dev.mcpk8s.mcp.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mcpk8s.json.Json;
import java.util.Map;

/**
 * An object as a model may read it: without what only tools use, and of a Secret the keys but not
 * the values. It goes by what the object says it is, not by how it was asked for.
 */
final class ModelView {

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String MASK = "***";

    private ModelView() {}

    /**
     * @throws IllegalArgumentException for what is no JSON; it says nothing of the text
     */
    static JsonNode parse(String json) {
        try {
            return Json.READER.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException("the answer is no JSON");
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String print(JsonNode tree) {
        return tree.toPrettyString();
    }

    /** Takes out of the tree what a model is not to read; the tree is changed. */
    static JsonNode of(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            if (object.path("kind").asText().equals("Secret")) {
                mask(object.path("data"));
                mask(object.path("stringData"));
            }
            if (object.path("metadata") instanceof ObjectNode metadata) {
                metadata.remove("managedFields");
                if (metadata.path("annotations") instanceof ObjectNode annotations) {
                    annotations.remove(LAST_APPLIED);
                }
            }
            if (object.path("items") instanceof ArrayNode items) {
                items.forEach(ModelView::of);
            }
        }
        return tree;
    }

    private static void mask(JsonNode values) {
        if (values instanceof ObjectNode map) {
            for (Map.Entry<String, JsonNode> entry : map.properties()) {
                entry.setValue(TextNode.valueOf(MASK));
            }
        }
    }
}
