package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads answers that hold objects, a list's page or a single object, one object at a time. The
 * items of a typed list carry no type of their own: they get the list's.
 */
final class ItemReader {

    private static final String LIST = "List";

    /** Takes the objects, in order; each is the receiver's own. */
    @FunctionalInterface
    interface Items {
        void item(JsonNode object) throws IOException;
    }

    private final JsonParser parser;
    private final Items items;
    private final ObjectNode list = JsonNodeFactory.instance.objectNode();

    /** Items that came before the list told of what type they are. */
    private final List<ObjectNode> untyped = new ArrayList<>();

    private ItemReader(JsonParser parser, Items items) {
        this.parser = parser;
        this.items = items;
    }

    /**
     * The body stays open.
     *
     * @return the token of the next page, empty for none
     * @throws IOException when the body breaks off or is not JSON; whole objects before that were
     *     handed over
     */
    static String read(InputStream body, Items items) throws IOException {
        try (JsonParser parser =
                Json.READER.createParser(body).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                JsonNode value = parser.readValueAsTree();
                items.item(value == null ? MissingNode.getInstance() : value);
                return "";
            }
            String next = new ItemReader(parser, items).read();
            // A body that is left before its end is cut off by a reset, which costs both sides.
            parser.nextToken();
            return next;
        }
    }

    /** The same for an answer that was read already. */
    static String read(JsonNode answer, Items items) throws IOException {
        try (JsonParser parser = Json.READER.treeAsTokens(answer)) {
            parser.nextToken();
            return new ItemReader(parser, items).read();
        }
    }

    private String read() throws IOException {
        boolean isList = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && field.equals("items")) {
                isList = true;
                readItems();
            } else {
                list.set(field, parser.<JsonNode>readValueAsTree());
            }
        }
        if (!isList) {
            items.item(list);
            return "";
        }
        for (ObjectNode item : untyped) {
            items.item(typed(item));
        }
        return list.path("metadata").path("continue").asText();
    }

    private void readItems() throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode item = parser.readValueAsTree();
            if (!(item instanceof ObjectNode object)) {
                items.item(item);
            } else if (object.path("kind").asText().isEmpty() && !list.has("kind")) {
                untyped.add(object);
            } else {
                items.item(typed(object));
            }
        }
    }

    private ObjectNode typed(ObjectNode item) {
        if (item.path("kind").asText().isEmpty()) {
            String kind = list.path("kind").asText();
            boolean named = kind.endsWith(LIST);
            item.put("kind", named ? kind.substring(0, kind.length() - LIST.length()) : kind);
            item.set("apiVersion", list.path("apiVersion"));
        }
        return item;
    }
}
