package dev.mcpk8s.verb.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.resource.OpenApiDocument;
import java.util.HashMap;
import java.util.Map;

/**
 * The schemas of an OpenAPI 2 document as kubectl's older model of them has it (kube-openapi:
 * {@code pkg/util/proto/document.go}).
 */
final class SwaggerSchemas {

    private static final String DEFINITIONS = "#/definitions/";
    private static final int DEEPEST = 500;

    /** What a schema is taken for, by the few words that decide it. */
    enum Shape {
        REFERENCE,
        KIND,
        MAP,
        ARRAY,
        PRIMITIVE,
        ARBITRARY
    }

    private final OpenApiDocument document;
    private final Map<String, JsonNode> trees = new HashMap<>();

    SwaggerSchemas(OpenApiDocument document) {
        this.document = document;
    }

    /** Missing when there is none of that name. */
    JsonNode named(String name) {
        return trees.computeIfAbsent(name, document::schema);
    }

    /**
     * @throws dev.mcpk8s.error.CommandException when it refers to nothing
     */
    JsonNode referred(JsonNode schema) {
        String reference = Schemas.reference(schema);
        JsonNode referred =
                named(
                        reference.startsWith(DEFINITIONS)
                                ? reference.substring(DEFINITIONS.length())
                                : "");
        if (referred.isMissingNode() || shape(referred) == Shape.REFERENCE) {
            throw ExplainHandler.failure(
                    "SchemaError: unknown model in reference: \"" + reference + "\"");
        }
        return referred;
    }

    static Shape shape(JsonNode schema) {
        if (!Schemas.reference(schema).isEmpty()) {
            return Shape.REFERENCE;
        }
        boolean hasFields = schema.has("properties");
        return switch (schema.path("type").asText()) {
            case "" -> hasFields ? Shape.KIND : Shape.ARBITRARY;
            case "object" -> hasFields ? Shape.KIND : Shape.MAP;
            case "array" -> schema.path("items").isObject() ? Shape.ARRAY : Shape.ARBITRARY;
            default -> Shape.PRIMITIVE;
        };
    }

    /**
     * The schema of a map's values; where there is none they are anything, described as the map.
     */
    static JsonNode values(JsonNode map) {
        JsonNode values = map.path("additionalProperties");
        if (values.isObject()) {
            return values;
        }
        ObjectNode anything = JsonNodeFactory.instance.objectNode();
        return anything.put("description", map.path("description").asText());
    }

    /** {@code []Object}, {@code map[string]string}; empty for what may be anything. */
    String typeName(JsonNode schema) {
        StringBuilder prefix = new StringBuilder();
        JsonNode current = schema;
        for (int depth = 0; depth < DEEPEST; depth++) {
            switch (shape(current)) {
                case REFERENCE -> current = referred(current);
                case ARRAY -> {
                    prefix.append("[]");
                    current = current.path("items");
                }
                case MAP -> {
                    prefix.append("map[string]");
                    current = values(current);
                }
                case KIND -> {
                    return prefix.append("Object").toString();
                }
                case PRIMITIVE -> {
                    return prefix.append(current.path("type").asText()).toString();
                }
                case ARBITRARY -> {
                    return prefix.toString();
                }
            }
        }
        throw ExplainHandler.failure("the schema is nested too deeply");
    }
}
