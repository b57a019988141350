package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.jsonpath.SortedFields;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints the objects of a watch in every format but the table, one after the other. All of it goes
 * through columns that keep their widths, also what has none (kubectl: {@code get/get.go}, {@code
 * watch}).
 */
public final class DocumentStream {

    private final OutputFormat format;
    private final boolean noHeaders;
    private final DocumentPrinter printer;
    private final TabWriter columns;
    private @Nullable CustomColumnLines lines;

    /**
     * @param noHeaders for custom columns
     * @param allowMissingKeys whether a template's missing field is empty instead of an error
     * @throws CommandException when there is no such format, or its template cannot be parsed
     */
    public DocumentStream(
            OutputFormat format,
            boolean noHeaders,
            boolean allowMissingKeys,
            Cancellation cancellation,
            Writer out) {
        this.format = format;
        this.noHeaders = noHeaders;
        this.printer =
                DocumentPrinter.of(format, noHeaders, allowMissingKeys).stoppedBy(cancellation);
        this.columns = TabWriter.forTables(out);
    }

    /**
     * Prints an object, or a list as one.
     *
     * @throws CommandException when it cannot be printed
     */
    public void print(JsonNode object) throws IOException {
        if (format instanceof OutputFormat.CustomColumns custom) {
            JsonNode items = object.path("items");
            CustomColumnLines known = lines(custom);
            for (JsonNode one : items.isArray() ? items : List.of(object)) {
                known.add(one, columns);
            }
        } else {
            through(printer, object);
        }
    }

    /**
     * Prints an object and what happened to it.
     *
     * @param change {@code ADDED} and the like
     * @throws CommandException when it cannot be printed
     */
    public void printChange(String change, JsonNode object) throws IOException {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", change);
        switch (format) {
            case OutputFormat.Json _ ->
                    columns.write("{\"type\":")
                            .write(JsonText.compact(event.path("type")))
                            .write(",\"object\":")
                            .write(JsonText.compact(object))
                            .write("}\n");
            case OutputFormat.Kyaml _ ->
                    through(KyamlText::writeAsGiven, event.set("object", sorted(object)));
            case OutputFormat.Name _ -> print(object);
            case OutputFormat.JsonPath _ -> print(Floats.in(event.set("object", object)));
            default -> print(event.set("object", object));
        }
    }

    /** Writes what is waiting; what follows is aligned with it. */
    public void flush() throws IOException {
        columns.flush();
    }

    private CustomColumnLines lines(OutputFormat.CustomColumns custom) throws IOException {
        CustomColumnLines known = lines;
        if (known == null) {
            if (!noHeaders) {
                CustomColumnLines.header(custom, columns);
            }
            known = new CustomColumnLines(custom);
            lines = known;
        }
        return known;
    }

    /** What was printed before something failed is shown all the same. */
    private void through(DocumentPrinter documents, JsonNode object) throws IOException {
        StringWriter text = new StringWriter();
        try {
            documents.print(object, text);
        } finally {
            columns.write(text.toString());
        }
    }

    /** Go's maps have no order of their own. */
    private static JsonNode sorted(JsonNode value) {
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : SortedFields.of(value)) {
                object.set(field.getKey(), sorted(field.getValue()));
            }
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(element -> array.add(sorted(element)));
            return array;
        }
        return value;
    }
}
