package dev.mcpk8s.patch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.golang.GoQuote;
import java.util.List;

/**
 * What a type's OpenAPI schema, version 2 or 3, says about patching its fields (apimachinery:
 * {@code strategicpatch/meta.go}, {@code PatchMetaFromOpenAPIV3}).
 */
public final class PatchSchema {

    private static final String RETAIN_KEYS = "retainKeys";

    private final JsonNode schema;
    private final SchemaSource source;

    /**
     * @param schema of an object
     * @param source where the schemas are to which it refers
     */
    public PatchSchema(JsonNode schema, SchemaSource source) {
        this.schema = schema;
        this.source = source;
    }

    /**
     * A field of an object.
     *
     * @param schema of the field's value, or of its elements
     * @param mergeKey by which the elements of a list are told apart; empty for none
     * @param strategy {@code merge}, {@code replace} or empty
     * @param retainsKeys whether what a patch does not name is cleared
     */
    record Field(PatchSchema schema, String mergeKey, String strategy, boolean retainsKeys) {

        /** Whether two lists are merged; otherwise one takes the place of the other. */
        boolean mergesLists() {
            return strategy.equals("merge");
        }

        boolean isReplaced() {
            return strategy.equals("replace");
        }
    }

    /** A field that holds an object. */
    Field object(String name) throws PatchException {
        return field(name, property(name));
    }

    /** A field that holds a list. */
    Field list(String name) throws PatchException {
        JsonNode property = property(name);
        JsonNode items = property.path("items");
        Field field = field(name, property);
        return items.isMissingNode()
                ? field
                : new Field(
                        new PatchSchema(resolved(items), source),
                        field.mergeKey,
                        field.strategy,
                        field.retainsKeys);
    }

    private JsonNode property(String name) throws PatchException {
        JsonNode property = schema.path("properties").path(name);
        if (property.isMissingNode()) {
            throw new PatchException("unable to find api field " + GoQuote.quote(name));
        }
        return property;
    }

    private Field field(String name, JsonNode property) throws PatchException {
        List<String> strategies =
                List.of(property.path("x-kubernetes-patch-strategy").asText().split(","));
        List<String> ways = strategies.stream().filter(way -> !way.equals(RETAIN_KEYS)).toList();
        if (ways.size() > 1) {
            throw new PatchException(
                    "unexpected patch strategy: ["
                            + String.join(" ", strategies)
                            + "] of "
                            + GoQuote.quote(name));
        }
        return new Field(
                new PatchSchema(resolved(property), source),
                property.path("x-kubernetes-patch-merge-key").asText(),
                ways.isEmpty() ? "" : ways.getFirst(),
                strategies.contains(RETAIN_KEYS));
    }

    private JsonNode resolved(JsonNode written) throws PatchException {
        JsonNode target = written.path("allOf").path(0);
        JsonNode node = target.isMissingNode() ? written : target;
        String reference = node.path("$ref").asText();
        if (reference.isEmpty()) {
            return node;
        }
        JsonNode found = source.schema(reference.substring(reference.lastIndexOf('/') + 1));
        if (found.isMissingNode()) {
            throw new PatchException("unable to resolve " + reference + " in OpenAPI V3");
        }
        return found;
    }
}
