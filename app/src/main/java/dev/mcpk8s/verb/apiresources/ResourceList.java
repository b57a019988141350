package dev.mcpk8s.verb.apiresources;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.ApiResourcesCommand.Format;
import dev.mcpk8s.json.Json;
import dev.mcpk8s.print.TabWriter;
import dev.mcpk8s.print.YamlText;
import dev.mcpk8s.resource.ApiResource;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The types a server serves, in each format they can be printed in. */
record ResourceList(List<ApiResource> resources) {

    private static final String HEADERS = "NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND";
    private static final DefaultIndenter LINES = new DefaultIndenter("    ", "\n");
    private static final ObjectWriter INDENTED =
            Json.WRITER.with(
                    new DefaultPrettyPrinter(
                                    Separators.createDefaultInstance()
                                            .withObjectFieldValueSpacing(Spacing.AFTER))
                            .withObjectIndenter(LINES)
                            .withArrayIndenter(LINES));
    private static final String WIDE_HEADERS = HEADERS + "\tVERBS\tCATEGORIES";

    void print(Format format, boolean noHeaders, Writer out) throws IOException {
        switch (format) {
            case TABLE -> table(noHeaders ? "" : HEADERS + "\n", false, out);
            case WIDE -> table(noHeaders ? "" : WIDE_HEADERS + "\n", true, out);
            case NAME -> names(out);
            case JSON -> out.append(INDENTED.writeValueAsString(document())).append('\n');
            case YAML -> YamlText.write(document(), out);
        }
    }

    private void table(String headers, boolean wide, Writer out) throws IOException {
        TabWriter columns = TabWriter.forTables(out).write(headers);
        for (ApiResource resource : resources) {
            columns.write(
                    String.join(
                            "\t",
                            resource.name(),
                            String.join(",", resource.shortNames()),
                            resource.groupVersion().toString(),
                            String.valueOf(resource.namespaced()),
                            resource.kind()));
            if (wide) {
                columns.write("\t" + String.join(",", resource.verbs()) + "\t")
                        .write(String.join(",", resource.categories()));
            }
            columns.write("\n");
        }
        columns.flush();
    }

    private void names(Writer out) throws IOException {
        for (ApiResource resource : resources) {
            String group = resource.groupVersion().group();
            out.append(resource.name()).append(group.isEmpty() ? "" : "." + group).append('\n');
        }
    }

    /** An {@code APIResourceList}, fields in the order of Go's struct. */
    private ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", "");
        if (resources.isEmpty()) {
            document.putNull("resources");
            return document;
        }
        ArrayNode list = document.putArray("resources");
        for (ApiResource resource : resources) {
            ObjectNode entry = list.addObject();
            entry.put("name", resource.name()).put("singularName", resource.singularName());
            entry.put("namespaced", resource.namespaced());
            if (!resource.groupVersion().group().isEmpty()) {
                entry.put("group", resource.groupVersion().group());
            }
            entry.put("version", resource.groupVersion().version());
            entry.put("kind", resource.kind());
            strings(entry.putArray("verbs"), resource.verbs());
            if (!resource.shortNames().isEmpty()) {
                strings(entry.putArray("shortNames"), resource.shortNames());
            }
            if (!resource.categories().isEmpty()) {
                strings(entry.putArray("categories"), resource.categories());
            }
        }
        return document;
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
