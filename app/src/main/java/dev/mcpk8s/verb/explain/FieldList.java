package dev.mcpk8s.verb.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a type, each with its description, or the names alone with the fields of fields. A
 * type inside of itself is not entered again.
 */
final class FieldList {

    private static final int DEEPEST = 500;

    private final Schemas schemas;
    private final SchemaText text;
    private final boolean recursive;
    private final Writer out;
    private boolean begun;

    FieldList(Schemas schemas, boolean recursive, Writer out) {
        this.schemas = schemas;
        this.text = new SchemaText(schemas);
        this.recursive = recursive;
        this.out = out;
    }

    /** Under a heading, which is left out when there are no fields. */
    void print(JsonNode schema) throws IOException {
        print(schema, 1, Set.of(), 0);
    }

    private void print(JsonNode schema, int level, Set<String> outer, int depth)
            throws IOException {
        String reference = Schemas.reference(schema);
        if (!reference.isEmpty() && outer.contains(reference)) {
            return;
        }
        if (depth > DEEPEST) {
            throw ExplainHandler.failure("the schema is nested too deeply");
        }
        Set<String> types = with(outer, reference);
        JsonNode resolved = schemas.resolved(schema);
        for (Map.Entry<String, JsonNode> field : SortedFields.of(resolved.path("properties"))) {
            printField(field.getKey(), field.getValue(), isRequired(resolved, field), level);
            if (recursive) {
                print(field.getValue(), level + 1, types, depth + 1);
            }
        }
        for (JsonNode part : resolved.path("allOf")) {
            print(part, level, types, depth + 1);
        }
        if (Schemas.isSet(resolved.path("items"))) {
            print(resolved.path("items"), level, types, depth + 1);
        }
        if (Schemas.describesValues(resolved)) {
            print(resolved.path("additionalProperties"), level, types, depth + 1);
        }
    }

    private static boolean isRequired(JsonNode schema, Map.Entry<String, JsonNode> field) {
        for (JsonNode name : schema.path("required")) {
            if (name.isTextual() && name.textValue().equals(field.getKey())) {
                return true;
            }
        }
        return false;
    }

    private void printField(String name, JsonNode schema, boolean required, int level)
            throws IOException {
        if (!begun) {
            begun = true;
            out.write("FIELDS:\n");
        }
        int width = level * 2;
        out.write(indent(name, width));
        out.write("\t<" + text.type(schema) + ">" + (required ? " -required-" : ""));
        out.write(SchemaText.someValues(schema, " ".repeat(width)));
        out.write("\n");
        if (!recursive) {
            String description = schema.path("description").asText();
            String shown = description.isEmpty() ? "<no description>" : description;
            out.write(indent(WordWrap.wrap(shown, 78 - width), width + 2) + "\n");
            printLinks(schema, width, out);
            out.write("\n");
        }
    }

    /**
     * The section about documents elsewhere, set off by an empty line; nothing when there is none.
     */
    static void printLinks(JsonNode schema, int width, Writer out) throws IOException {
        JsonNode links = schema.path("externalDocs");
        if (!Schemas.isSet(links)) {
            return;
        }
        int heading = width == 0 ? 0 : width + 2;
        out.write("\n" + indent("EXTERNAL DOCS:", heading) + "\n");
        String description = links.path("description").asText();
        if (!description.isEmpty()) {
            out.write(indent(WordWrap.wrap(description, 76 - width), width + 4) + "\n");
        }
        String address = links.path("url").asText();
        if (!address.isEmpty()) {
            out.write(indent("URL: " + address, width + 4) + "\n");
        }
    }

    /** Every line moved to the right, empty ones too. */
    static String indent(String text, int width) {
        String indentation = " ".repeat(width);
        return indentation + text.replace("\n", "\n" + indentation);
    }

    static Set<String> with(Set<String> types, String reference) {
        if (reference.isEmpty()) {
            return types;
        }
        Set<String> more = new HashSet<>(types);
        more.add(reference);
        return more;
    }
}
