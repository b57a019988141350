package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** {@code kind.group/name} lines (kubectl: cli-runtime {@code printers/name.go}). */
final class NamePrinter implements DocumentPrinter {

    @Override
    public void print(JsonNode object, Writer out) throws IOException {
        JsonNode items = object.path("items");
        if (!items.isArray()) {
            out.write(line(object));
            return;
        }
        for (JsonNode item : items) {
            print(item, out);
        }
    }

    private static String line(JsonNode object) {
        String kind = object.path("kind").asText("");
        String version = object.path("apiVersion").asText("");
        int slash = version.indexOf('/');
        boolean unreadable = slash != version.lastIndexOf('/');
        if (unreadable || (kind.isEmpty() && version.isEmpty())) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "missing apiVersion or kind; try GetObjectKind().SetGroupVersionKind() if you"
                            + " know the type");
        }
        String name = object.path("metadata").path("name").asText("");
        String type = kind.isEmpty() ? "<unknown>" : kind.toLowerCase(Locale.ROOT);
        String group = kind.isEmpty() || slash < 1 ? "" : "." + version.substring(0, slash);
        return type + group + "/" + (name.isEmpty() ? "<unknown>" : name) + "\n";
    }
}
