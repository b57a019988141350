package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitrary JSON, with a taste for text that YAML finds difficult. */
final class JsonTrees {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTrees() {}

    static Arbitrary<JsonNode> any(Arbitrary<String> text) {
        return Arbitraries.lazyOf(
                () -> scalars(text),
                () -> scalars(text),
                () -> any(text).list().ofMaxSize(4).map(JsonTrees::array),
                () -> Arbitraries.maps(text, any(text)).ofMaxSize(4).map(JsonTrees::object));
    }

    /** Text of characters that every YAML reader takes. */
    static Arbitrary<String> text() {
        Arbitrary<String> odd =
                Arbitraries.strings()
                        .withChars(" \n:#-'\"\\{}[],&*!|>%@`?ab0e.~\té日".toCharArray())
                        .ofMaxLength(40);
        Arbitrary<String> words =
                Arbitraries.strings()
                        .alpha()
                        .ofMinLength(1)
                        .ofMaxLength(12)
                        .list()
                        .ofMaxSize(40)
                        .map(list -> String.join(" ", list));
        return Arbitraries.oneOf(
                odd, words, Arbitraries.of("yes", "null", "1e3", "2020-01-01", "~", "😀", "\r\n"));
    }

    private static Arbitrary<JsonNode> scalars(Arbitrary<String> text) {
        return Arbitraries.oneOf(
                text.map(NODES::textNode),
                Arbitraries.longs().map(NODES::numberNode),
                Arbitraries.doubles().map(NODES::numberNode),
                Arbitraries.of(
                        NODES.nullNode(), NODES.booleanNode(true), NODES.booleanNode(false)));
    }

    private static JsonNode array(List<JsonNode> elements) {
        ArrayNode array = NODES.arrayNode();
        elements.forEach(array::add);
        return array;
    }

    private static JsonNode object(Map<String, JsonNode> members) {
        ObjectNode object = NODES.objectNode();
        members.forEach(object::set);
        return object;
    }
}
