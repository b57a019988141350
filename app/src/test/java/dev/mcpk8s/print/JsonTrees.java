package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitrary JSON, with a taste for text that YAML finds difficult. */
final class JsonTrees {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CHARACTERS = " \n:#-'\"\\{}[],&*!|>%@`?ab0e.~\té日\r";
    private static final String[] WORDS = {
        "yes", "null", "1e3", "2020-01-01", "~", "😀", "\r\n", "", "a: b", "word", "it's", "0x1F"
    };

    private JsonTrees() {}

    static Arbitrary<JsonNode> any() {
        return Arbitraries.randomValue(random -> tree(random, 4));
    }

    private static JsonNode tree(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 8 : 12);
        if (kind >= 10) {
            ArrayNode array = NODES.arrayNode();
            for (int i = random.nextInt(5); i > 0; i--) {
                array.add(tree(random, depth - 1));
            }
            return array;
        }
        if (kind >= 8) {
            ObjectNode object = NODES.objectNode();
            for (int i = random.nextInt(5); i > 0; i--) {
                object.set(text(random), tree(random, depth - 1));
            }
            return object;
        }
        return switch (kind) {
            case 0 -> NODES.numberNode(random.nextLong());
            case 1 -> NODES.numberNode(number(random));
            case 2 -> random.nextBoolean() ? NODES.nullNode() : NODES.booleanNode(true);
            default -> NODES.textNode(text(random));
        };
    }

    private static double number(Random random) {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) && random.nextBoolean() ? number : random.nextInt(2000) / 8d;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        switch (random.nextInt(3)) {
            case 0 -> text.append(WORDS[random.nextInt(WORDS.length)]);
            case 1 -> {
                for (int i = random.nextInt(40); i > 0; i--) {
                    text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                }
            }
            default -> {
                for (int i = random.nextInt(40); i > 0; i--) {
                    text.append("word".repeat(random.nextInt(3))).append(i == 1 ? "" : " ");
                }
            }
        }
        return text.toString();
    }
}
