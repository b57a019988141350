package dev.mcpk8s.verb.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.GroupVersionKind;
import dev.mcpk8s.resource.OpenApiDocument;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page about a type or one of its fields, made of an OpenAPI 3 document (kubectl: {@code
 * pkg/explain/v2/templates/plaintext.tmpl}).
 */
final class TypePage {

    private final OpenApiDocument document;
    private final boolean recursive;
    private final Writer out;
    private final Schemas schemas;
    private final SchemaText text;

    TypePage(OpenApiDocument document, boolean recursive, Writer out) {
        this.document = document;
        this.recursive = recursive;
        this.out = out;
        this.schemas = new Schemas(document);
        this.text = new SchemaText(schemas);
    }

    /**
     * @param path the names of the fields below the type
     * @throws dev.mcpk8s.error.CommandException when there is no such field; what names the type
     *     has been printed by then
     */
    void print(ResourceMapping type, List<String> path) throws IOException {
        GroupVersionKind kind = kind(type);
        if (kind == null) {
            throw ExplainHandler.failure(
                    "GVR (" + type.describe() + ") not found in OpenAPI schema");
        }
        GroupVersion version = kind.groupVersion();
        if (!version.group().isEmpty()) {
            out.write("GROUP:      " + version.group() + "\n");
        }
        out.write("KIND:       " + kind.kind() + "\n");
        out.write("VERSION:    " + version.version() + "\n\n");
        List<String> names = document.schemasOf(kind);
        if (names.isEmpty()) {
            throw ExplainHandler.failure(
                    "GVK map[group:%s kind:%s version:%s] not found in OpenAPI schema"
                            .formatted(version.group(), kind.kind(), version.version()));
        }
        if (!print(schemas.named(names.getFirst()), path, Set.of())) {
            throw ExplainHandler.failure("field \"" + path.getLast() + "\" does not exist");
        }
        out.write("\n");
    }

    /** The kind that the type's own paths are about; where several tell, the last. */
    private @Nullable GroupVersionKind kind(ResourceMapping type) {
        String prefix = type.groupVersion().path() + "/";
        String namespaced = prefix + "namespaces/{namespace}/" + type.resource();
        GroupVersionKind kind = null;
        for (String path :
                List.of(
                        prefix + type.resource(),
                        prefix + type.resource() + "/{name}",
                        namespaced,
                        namespaced + "/{name}")) {
            GroupVersionKind found = document.kindAt(path);
            kind = found == null ? kind : found;
        }
        return kind;
    }

    /**
     * @param entered the types entered since the last field, so that a type made of itself ends
     * @return whether anything was there to print
     */
    private boolean print(JsonNode schema, List<String> path, Set<String> entered)
            throws IOException {
        JsonNode resolved = schemas.resolved(schema);
        if (path.isEmpty()) {
            describe(resolved);
            return true;
        }
        String reference = Schemas.reference(schema);
        if (!reference.isEmpty() && entered.contains(reference)) {
            return false;
        }
        Set<String> types = FieldList.with(entered, reference);
        JsonNode field = resolved.path("properties").path(path.getFirst());
        if (Schemas.isSet(field)) {
            if (path.size() == 1) {
                out.write("FIELD: " + path.getFirst() + " <" + text.type(field) + ">\n");
                out.write(SchemaText.allValues(field) + "\n\n");
            }
            return print(field, path.subList(1, path.size()), Set.of());
        } else if (Schemas.isSet(resolved.path("items"))) {
            return print(resolved.path("items"), path, types);
        } else if (Schemas.describesValues(resolved)) {
            return print(resolved.path("additionalProperties"), path, types);
        }
        for (JsonNode part : resolved.path("allOf")) {
            if (print(part, path, types)) {
                return true;
            }
        }
        return false;
    }

    private void describe(JsonNode schema) throws IOException {
        String description = text.description(schema);
        String shown = description.isEmpty() ? "<empty>" : description;
        out.write("DESCRIPTION:\n" + FieldList.indent(WordWrap.wrap(shown, 76), 4) + "\n");
        FieldList.printLinks(schema, 0, out);
        new FieldList(schemas, recursive, out).print(schema);
    }
}
