package dev.mcpk8s.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;

/** The Go type that a JSON value is decoded into, as {@code %T} names it. */
public final class GoType {

    private GoType() {}

    public static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            case STRING, BINARY, POJO -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> GoNumber.isInteger(value) ? "int64" : "float64";
            case NULL, MISSING -> "<nil>";
        };
    }
}
