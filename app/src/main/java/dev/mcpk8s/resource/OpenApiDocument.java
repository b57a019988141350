package dev.mcpk8s.resource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mcpk8s.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of an OpenAPI document, version 2 or 3, to tell about types: which kind each path
 * is about, and the schemas. A document has megabytes of which a command looks at a few schemas, so
 * each is kept as text and becomes a tree when it is asked for.
 */
public final class OpenApiDocument {

    private static final String KIND = "x-kubernetes-group-version-kind";
    private static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Map<String, GroupVersionKind> kindsByPath = new HashMap<>();
    private final Map<GroupVersionKind, List<String>> namesByKind = new HashMap<>();
    private final Set<GroupVersionKind> strategicallyPatched = new HashSet<>();
    private final Map<String, byte[]> schemas = new TreeMap<>();
    private long size;

    private OpenApiDocument() {}

    /**
     * @throws IOException also when the text is no JSON
     */
    static OpenApiDocument read(InputStream text) throws IOException {
        OpenApiDocument document = new OpenApiDocument();
        try (JsonParser in = Json.READER.createParser(text)) {
            in.nextToken();
            document.readTop(in);
        }
        document.namesByKind.values().forEach(names -> names.sort(null));
        return document;
    }

    /** The kind that the calls of a path are about; null when there is no such path. */
    public @Nullable GroupVersionKind kindAt(String path) {
        return kindsByPath.get(path);
    }

    /** Whether the server takes strategic merge patches of a kind. */
    public boolean isPatchedStrategically(GroupVersionKind kind) {
        return strategicallyPatched.contains(kind);
    }

    /** The names of the schemas that describe a kind, in order; mostly one. */
    public List<String> schemasOf(GroupVersionKind kind) {
        return namesByKind.getOrDefault(kind, List.of());
    }

    /** A schema as a tree of its own; missing when there is none of that name. */
    public JsonNode schema(String name) {
        byte[] text = schemas.get(name);
        try {
            return text == null ? MissingNode.getInstance() : Json.READER.readTree(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** About how many bytes it keeps. */
    long size() {
        return size;
    }

    private void readTop(JsonParser in) throws IOException {
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            JsonToken value = in.nextToken();
            if (value != JsonToken.START_OBJECT) {
                in.skipChildren();
                continue;
            }
            switch (field) {
                case "paths" -> readPaths(in);
                case "components" -> readTop(in);
                case "schemas", "definitions" -> readSchemas(in);
                default -> in.skipChildren();
            }
        }
    }

    private void readPaths(JsonParser in) throws IOException {
        for (String path = in.nextFieldName(); path != null; path = in.nextFieldName()) {
            in.nextToken();
            for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
                if (in.nextToken() == JsonToken.START_OBJECT && METHODS.contains(key)) {
                    readOperation(path, in);
                } else {
                    in.skipChildren();
                }
            }
        }
    }

    private void readOperation(String path, JsonParser in) throws IOException {
        GroupVersionKind kind = null;
        boolean strategic = false;
        for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
            in.nextToken();
            switch (key) {
                case KIND -> {
                    kind = kind(in.readValueAsTree());
                    kindsByPath.put(path, kind);
                }
                case "requestBody" -> {
                    JsonNode body = in.readValueAsTree();
                    strategic |= body.path("content").has(STRATEGIC_PATCH);
                }
                case "consumes" -> {
                    JsonNode types = in.readValueAsTree();
                    for (JsonNode type : types) {
                        strategic |= type.asText().equals(STRATEGIC_PATCH);
                    }
                }
                default -> in.skipChildren();
            }
        }
        if (kind != null && strategic) {
            strategicallyPatched.add(kind);
        }
    }

    private void readSchemas(JsonParser in) throws IOException {
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            JsonNode schema = in.readValueAsTree();
            byte[] text = Json.WRITER.writeValueAsBytes(schema);
            schemas.put(name, text);
            size += text.length + name.length();
            indexKinds(name, schema);
        }
    }

    private void indexKinds(String name, JsonNode schema) {
        for (JsonNode kind : schema.path(KIND)) {
            namesByKind.computeIfAbsent(kind(kind), _ -> new ArrayList<>(1)).add(name);
        }
    }

    private static GroupVersionKind kind(JsonNode node) {
        return new GroupVersionKind(
                new GroupVersion(node.path("group").asText(), node.path("version").asText()),
                node.path("kind").asText());
    }
}
