package dev.mcpk8s.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an object's metadata has the types it must have, else why not, in the words of Go's
 * {@code encoding/json} (cli-runtime: {@code resource/metadata_decoder.go}).
 */
final class ManifestShape {

    private static final String TEXT = "string";
    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        for (String field :
                new String[] {
                    "name", "generateName", "namespace", "selfLink", "uid", "resourceVersion"
                }) {
            FIELDS.put(field, field.equals("uid") ? "types.UID" : TEXT);
        }
    }

    private ManifestShape() {}

    /** {@code json: cannot unmarshal number into Go ...}. */
    static String cannot(JsonNode value, String target) {
        return "json: cannot unmarshal " + nameOf(value) + " into Go " + target;
    }

    /** What is wrong; empty when nothing is. */
    static Optional<String> problem(JsonNode object) {
        for (String field : new String[] {"kind", "apiVersion"}) {
            JsonNode value = object.path(field);
            if (isWrong(value, value.isTextual())) {
                return field("metadataOnlyObject.TypeMeta." + field, value, TEXT);
            }
        }
        JsonNode metadata = object.path("metadata");
        if (isWrong(metadata, metadata.isObject())) {
            return field("metadataOnlyObject.metadata", metadata, "v1.ObjectMeta");
        }
        for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
            Optional<String> problem = metadataProblem(entry.getKey(), entry.getValue());
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> metadataProblem(String name, JsonNode value) {
        String path = "ObjectMeta.metadata." + name;
        String type = FIELDS.get(name);
        if (type != null) {
            return isWrong(value, value.isTextual()) ? field(path, value, type) : Optional.empty();
        }
        return switch (name) {
            case "labels", "annotations" -> {
                if (isWrong(value, value.isObject())) {
                    yield field(path, value, "map[string]string");
                }
                yield firstNoText(path, value);
            }
            case "finalizers" -> {
                if (isWrong(value, value.isArray())) {
                    yield field(path, value, "[]string");
                }
                yield firstNoText(path, value);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<String> firstNoText(String path, JsonNode values) {
        for (JsonNode value : values) {
            if (isWrong(value, value.isTextual())) {
                return field(path, value, TEXT);
            }
        }
        return Optional.empty();
    }

    private static boolean isWrong(JsonNode value, boolean right) {
        return !right && !value.isMissingNode() && !value.isNull();
    }

    private static Optional<String> field(String path, JsonNode value, String type) {
        return Optional.of(cannot(value, "struct field " + path + " of type " + type));
    }

    private static String nameOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> "bool";
            default -> value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
