package dev.mcpk8s.verb.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.resource.OpenApiDocument;
import java.util.HashMap;
import java.util.Map;

/** The schemas one command looks at, each made a tree once. */
final class Schemas {

    private static final String VERSION_3 = "#/components/schemas/";

    private final OpenApiDocument document;
    private final Map<String, JsonNode> trees = new HashMap<>();

    Schemas(OpenApiDocument document) {
        this.document = document;
    }

    /** Missing when there is none of that name. */
    JsonNode named(String name) {
        return trees.computeIfAbsent(name, document::schema);
    }

    /** What a schema's {@code $ref} leads to; missing when it leads nowhere. */
    JsonNode referred(JsonNode schema) {
        String reference = reference(schema);
        return named(
                reference.startsWith(VERSION_3) ? reference.substring(VERSION_3.length()) : "");
    }

    /** What a schema stands for: itself, when it refers to no other. */
    JsonNode resolved(JsonNode schema) {
        JsonNode referred = referred(schema);
        return isSet(referred) ? referred : schema;
    }

    /** {@code $ref}; empty when there is none. */
    static String reference(JsonNode schema) {
        return schema.path("$ref").asText();
    }

    /** Whether the values of a map are described; a mere yes or no describes nothing. */
    static boolean describesValues(JsonNode schema) {
        JsonNode values = schema.path("additionalProperties");
        return isSet(values) && !values.isBoolean();
    }

    /** What Go's templates take for true. */
    static boolean isSet(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, ARRAY -> !value.isEmpty();
            case STRING -> !value.textValue().isEmpty();
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            default -> false;
        };
    }
}
