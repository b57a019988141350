package dev.mcpk8s.verb.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.GroupVersionKind;
import dev.mcpk8s.resource.OpenApiDocument;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * The older page about a type or one of its fields, made of the OpenAPI 2 document (kubectl: {@code
 * pkg/explain/model_printer.go}).
 */
final class SwaggerPage {

    private static final int WIDTH = 80;
    private static final int INDENTATION = 5;
    private static final int DEEPEST = 500;

    private final GroupVersionKind kind;
    private final boolean recursive;
    private final Writer out;
    private final SwaggerSchemas schemas;

    SwaggerPage(OpenApiDocument document, GroupVersionKind kind, boolean recursive, Writer out) {
        this.kind = kind;
        this.recursive = recursive;
        this.out = out;
        this.schemas = new SwaggerSchemas(document);
    }

    /**
     * @param name the type's schema
     * @param path the names of the fields below it
     * @throws dev.mcpk8s.error.CommandException when there is no such field
     */
    void print(String name, List<String> path) throws IOException {
        JsonNode schema = find(schemas.named(name), path);
        List<String> descriptions = new ArrayList<>();
        JsonNode described = schema;
        descriptions.add(described.path("description").asText());
        while (leadsOn(described) && descriptions.size() < DEEPEST) {
            described = next(described);
            descriptions.add(described.path("description").asText());
        }
        out.write("KIND:     " + kind.kind() + "\n");
        out.write("VERSION:  " + kind.groupVersion() + "\n\n");
        String field = path.isEmpty() ? "" : path.getLast();
        SwaggerSchemas.Shape shape = SwaggerSchemas.shape(described);
        String type = schemas.typeName(schema);
        if (shape == SwaggerSchemas.Shape.PRIMITIVE) {
            out.write("FIELD:    " + field + " <" + type + ">\n\n");
        } else if (shape == SwaggerSchemas.Shape.KIND && !field.isEmpty()) {
            out.write("RESOURCE: " + field + " <" + type + ">\n\n");
        }
        describe(descriptions);
        if (shape == SwaggerSchemas.Shape.KIND) {
            out.write("\nFIELDS:\n");
            new SwaggerFields(schemas, recursive, out).print(described);
        }
    }

    private static boolean leadsOn(JsonNode schema) {
        return switch (SwaggerSchemas.shape(schema)) {
            case REFERENCE, ARRAY, MAP -> true;
            case KIND, PRIMITIVE, ARBITRARY -> false;
        };
    }

    /** What a reference, an array or a map is about; else the schema itself. */
    private JsonNode next(JsonNode schema) {
        return switch (SwaggerSchemas.shape(schema)) {
            case REFERENCE -> schemas.referred(schema);
            case ARRAY -> schema.path("items");
            case MAP -> SwaggerSchemas.values(schema);
            case KIND, PRIMITIVE, ARBITRARY -> schema;
        };
    }

    /** A value without fields ends the walk, whatever is still to be found. */
    private JsonNode find(JsonNode schema, List<String> path) {
        JsonNode current = schema;
        int found = 0;
        while (found < path.size()) {
            switch (SwaggerSchemas.shape(current)) {
                case REFERENCE, ARRAY, MAP -> current = next(current);
                case PRIMITIVE, ARBITRARY -> {
                    return current;
                }
                case KIND -> {
                    String field = path.get(found++);
                    current = current.path("properties").path(field);
                    if (current.isMissingNode()) {
                        throw ExplainHandler.failure(
                                "field " + GoQuote.quote(field) + " does not exist");
                    }
                }
            }
        }
        return current;
    }

    /** An empty line stands before each but the very first, even when that one is empty. */
    private void describe(List<String> descriptions) throws IOException {
        out.write("DESCRIPTION:\n");
        boolean empty = true;
        for (int i = 0; i < descriptions.size(); i++) {
            if (!descriptions.get(i).isEmpty()) {
                empty = false;
                out.write(i == 0 ? "" : "\n");
                write(descriptions.get(i), INDENTATION, out);
            }
        }
        if (empty) {
            write("<empty>", INDENTATION, out);
        }
    }

    /** A text in lines of 80 at most, moved to the right; empty lines stay empty. */
    static void write(String text, int indentation, Writer out) throws IOException {
        for (String line : Paragraphs.wrap(text, WIDTH - indentation)) {
            out.write(line.isEmpty() ? "\n" : " ".repeat(indentation) + line + "\n");
        }
    }
}
