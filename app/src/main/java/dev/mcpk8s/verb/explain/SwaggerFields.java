package dev.mcpk8s.verb.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The fields on an older page (kubectl: {@code pkg/explain/fields_printer.go} and its sibling). */
final class SwaggerFields {

    private static final int STEP = 3;
    private static final int DESCRIPTION = 2;
    private static final int DEEPEST = 500;

    private final SwaggerSchemas schemas;
    private final boolean recursive;
    private final Writer out;
    private final Set<String> entered = new HashSet<>();

    SwaggerFields(SwaggerSchemas schemas, boolean recursive, Writer out) {
        this.schemas = schemas;
        this.recursive = recursive;
        this.out = out;
    }

    /**
     * @param type one that has fields
     */
    void print(JsonNode type) throws IOException {
        for (Map.Entry<String, JsonNode> field : SortedFields.of(type.path("properties"))) {
            if (recursive) {
                printName(field, STEP, "");
                printInner(field.getValue(), 2 * STEP, 0);
            } else {
                printName(field, STEP, isRequired(type, field.getKey()) ? " -required-" : "");
                SwaggerPage.write(
                        field.getValue().path("description").asText(), STEP + DESCRIPTION, out);
                out.write("\n");
            }
        }
    }

    private void printName(Map.Entry<String, JsonNode> field, int indentation, String mark)
            throws IOException {
        String type = schemas.typeName(field.getValue());
        out.write(" ".repeat(indentation) + field.getKey() + "\t<" + type + ">" + mark + "\n");
    }

    private void printInner(JsonNode schema, int indentation, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw ExplainHandler.failure("the schema is nested too deeply");
        }
        switch (SwaggerSchemas.shape(schema)) {
            case ARRAY -> printInner(schema.path("items"), indentation, depth + 1);
            case MAP -> printInner(SwaggerSchemas.values(schema), indentation, depth + 1);
            case REFERENCE -> {
                String reference = Schemas.reference(schema);
                if (entered.add(reference)) {
                    printInner(schemas.referred(schema), indentation, depth + 1);
                    entered.remove(reference);
                }
            }
            case KIND -> {
                for (Map.Entry<String, JsonNode> field :
                        SortedFields.of(schema.path("properties"))) {
                    printName(field, indentation, "");
                    printInner(field.getValue(), indentation + STEP, depth + 1);
                }
            }
            case PRIMITIVE, ARBITRARY -> {}
        }
    }

    private static boolean isRequired(JsonNode type, String name) {
        for (JsonNode required : type.path("required")) {
            if (required.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
