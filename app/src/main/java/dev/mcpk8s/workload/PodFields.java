package dev.mcpk8s.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The order in which kubectl prints the fields of a pod template: that of its Go structures, which
 * are listed in {@code pod-fields.txt}. An API server answers in that order; what it keeps as raw
 * data, such as controller revisions, has lost it.
 */
final class PodFields {

    private static final String TEMPLATE = "PodTemplateSpec";
    private static final String SORTED = "*";
    private static final Map<String, List<Field>> STRUCTURES = load();

    /**
     * A field of a structure.
     *
     * @param holds the structure in it, or in its list; {@code *} for a map, empty for neither
     */
    private record Field(String name, String holds) {}

    private PodFields() {}

    /** A copy in order; fields that kubectl does not know are left out, as it does. */
    static JsonNode ordered(JsonNode template) {
        return ordered(template, TEMPLATE);
    }

    private static JsonNode ordered(JsonNode value, String structure) {
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(element -> array.add(ordered(element, structure)));
            return array;
        }
        if (!value.isObject() || structure.isEmpty()) {
            return value;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (structure.equals(SORTED)) {
            for (Map.Entry<String, JsonNode> entry : SortedFields.of(value)) {
                object.set(entry.getKey(), entry.getValue());
            }
            return object;
        }
        for (Field field : Objects.requireNonNull(STRUCTURES.get(structure))) {
            JsonNode held = value.path(field.name());
            if (!held.isMissingNode() && !held.isNull()) {
                object.set(field.name(), ordered(held, field.holds()));
            }
        }
        return object;
    }

    private static Map<String, List<Field>> load() {
        Map<String, List<Field>> structures = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        PodFields.class.getResourceAsStream("pod-fields.txt")),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    List<String> words = List.of(line.split("\t", -1));
                    structures.put(words.getFirst(), fields(words.subList(1, words.size())));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return structures;
    }

    private static List<Field> fields(List<String> words) {
        List<Field> fields = new ArrayList<>();
        for (String word : words) {
            int colon = word.indexOf(':');
            fields.add(
                    colon < 0
                            ? new Field(word, "")
                            : new Field(word.substring(0, colon), word.substring(colon + 1)));
        }
        return fields;
    }
}
