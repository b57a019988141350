package dev.mcpk8s.verb.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.mcpk8s.jsonpath.GoText;
import java.util.StringJoiner;

/** The short texts about one schema: what it is, what its type is called, which values it takes. */
final class SchemaText {

    private static final int DEEPEST = 500;
    private static final int LONGEST = 1 << 20;
    private static final int ENUM_VALUES_IN_LIST = 4;

    private final Schemas schemas;

    SchemaText(Schemas schemas) {
        this.schemas = schemas;
    }

    /** The descriptions of a schema and of all it is made of, each with its newline. */
    String description(JsonNode schema) {
        StringBuilder text = new StringBuilder();
        describe(schema, text, 0);
        return text.toString();
    }

    private void describe(JsonNode schema, StringBuilder text, int depth) {
        if (depth > DEEPEST || text.length() > LONGEST) {
            throw ExplainHandler.failure("the schema's descriptions lead to each other too often");
        }
        JsonNode resolved = schemas.resolved(schema);
        if (Schemas.isSet(resolved.path("description"))) {
            text.append(resolved.path("description").asText()).append('\n');
        }
        for (JsonNode part : resolved.path("allOf")) {
            describe(part, text, depth + 1);
        }
        if (Schemas.isSet(resolved.path("items"))) {
            describe(resolved.path("items"), text, depth + 1);
        }
        if (Schemas.describesValues(resolved)) {
            describe(resolved.path("additionalProperties"), text, depth + 1);
        }
    }

    /** What stands between the angle brackets: {@code []Object}, {@code map[string]string}. */
    String type(JsonNode schema) {
        JsonNode allOf = schema.path("allOf");
        if (Schemas.isSet(schema.path("items"))) {
            return "[]" + type(schema.path("items"));
        } else if (Schemas.describesValues(schema)) {
            return "map[string]" + type(schema.path("additionalProperties"));
        } else if (allOf.size() == 1 && !Schemas.isSet(schema.path("properties"))) {
            return type(allOf.path(0));
        }
        String reference = Schemas.reference(schema);
        return reference.isEmpty() ? plainType(schema) : referredType(schema, reference);
    }

    /** The name of the type, unless it is but another name of a string or a number. */
    private String referredType(JsonNode schema, String reference) {
        String type = schemas.referred(schema).path("type").asText();
        if (!type.isEmpty() && !type.equals("object")) {
            return type;
        }
        String path = reference.substring(reference.lastIndexOf('/') + 1);
        String name = path.substring(path.lastIndexOf('.') + 1);
        return name.isEmpty() ? "Object" : name;
    }

    private static String plainType(JsonNode schema) {
        String type = schema.path("type").asText();
        return type.isEmpty() || type.equals("object") ? "Object" : type;
    }

    /** All values a field may have, a line each; empty when they are not listed. */
    static String allValues(JsonNode schema) {
        JsonNode values = schema.path("enum");
        if (!Schemas.isSet(values)) {
            return "";
        }
        StringBuilder text = new StringBuilder("ENUM:");
        values.forEach(value -> text.append("\n    ").append(value(value)));
        return text.toString();
    }

    /** The first few values on a line of their own; empty when they are not listed. */
    static String someValues(JsonNode schema, String indentation) {
        JsonNode values = schema.path("enum");
        if (!Schemas.isSet(values)) {
            return "";
        }
        StringJoiner text = new StringJoiner(", ", "\n" + indentation + "enum: ", "");
        for (int i = 0; i < Math.min(values.size(), ENUM_VALUES_IN_LIST); i++) {
            text.add(value(values.get(i)));
        }
        return values.size() > ENUM_VALUES_IN_LIST ? text + ", ...." : text.toString();
    }

    private static String value(JsonNode value) {
        if (value.isNull()) {
            return "<no value>";
        } else if (value.isNumber()) {
            return GoText.of(DoubleNode.valueOf(value.doubleValue()));
        }
        String text = GoText.of(value);
        return text.isEmpty() ? "\"\"" : text;
    }
}
