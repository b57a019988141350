package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.GoText;
import dev.mcpk8s.jsonpath.SortedFields;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * An object of any kind, field by field and sorted (kubectl: {@code describe/describe.go}, {@code
 * printUnstructuredContent}).
 */
public final class ObjectTree {

    /** What a description tells at its beginning, and what nobody wants to read. */
    private static final Set<String> SKIPPED =
            Set.of(
                    ".metadata.managedFields",
                    ".metadata.name",
                    ".metadata.namespace",
                    ".metadata.labels",
                    ".metadata.annotations");

    private ObjectTree() {}

    /** Writes all fields but those that every description begins with. */
    public static void write(JsonNode object, Description out) throws IOException {
        write(object, "", 0, out);
    }

    private static void write(JsonNode object, String path, int level, Description out)
            throws IOException {
        for (Map.Entry<String, JsonNode> field : SortedFields.of(object)) {
            String inner = path + "." + field.getKey();
            if (SKIPPED.contains(inner)) {
                continue;
            }
            String title = FieldTitle.of(field.getKey());
            JsonNode value = field.getValue();
            if (value.isObject()) {
                out.write(level, title + ":\n");
                write(value, inner, level + 1, out);
            } else if (value.isArray()) {
                out.write(level, title + ":\n");
                for (JsonNode element : value) {
                    if (element.isObject()) {
                        write(element, inner, level + 1, out);
                    } else {
                        out.write(level + 1, GoText.of(element) + "\n");
                    }
                }
            } else {
                out.field(level, title, GoText.of(value));
            }
        }
    }
}
