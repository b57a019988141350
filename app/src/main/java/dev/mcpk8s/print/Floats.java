package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The numbers of JSON that Go has read without knowing its types: none of them is whole. */
public final class Floats {

    private Floats() {}

    /** The value with every number as a float; the tree itself is changed. */
    public static JsonNode in(JsonNode value) {
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                field.setValue(in(field.getValue()));
            }
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, in(array.get(i)));
            }
        }
        return value.isIntegralNumber() ? DoubleNode.valueOf(value.asDouble()) : value;
    }
}
