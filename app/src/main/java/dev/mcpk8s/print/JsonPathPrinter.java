package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.jsonpath.GoText;
import dev.mcpk8s.jsonpath.JsonPathTemplate;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * A JSONPath template applied to each object (kubectl: cli-runtime {@code printers/jsonpath.go}).
 */
final class JsonPathPrinter implements DocumentPrinter {

    private final JsonPathTemplate template;
    private final boolean asJson;
    private final boolean allowMissingKeys;

    JsonPathPrinter(OutputFormat.JsonPath format, boolean allowMissingKeys) {
        this.template = parse(format.template());
        this.asJson = format.asJson();
        this.allowMissingKeys = allowMissingKeys;
    }

    private static JsonPathTemplate parse(String text) {
        try {
            return JsonPathTemplate.parse(text);
        } catch (CommandException e) {
            throw CommandException.usage("error parsing jsonpath " + text + ", " + e.text());
        }
    }

    @Override
    public void print(JsonNode object, Writer out) throws IOException {
        TextBuffer buffer = new TextBuffer(out);
        for (List<JsonNode> results : find(object)) {
            if (asJson) {
                ArrayNode array = JsonNodeFactory.instance.arrayNode(results.size());
                results.forEach(array::add);
                JsonText.pretty(array, buffer);
                buffer.add('\n');
            } else {
                print(results, buffer);
            }
        }
        buffer.flush();
    }

    private static void print(List<JsonNode> results, TextBuffer out) throws IOException {
        String separator = "";
        for (JsonNode result : results) {
            out.add(separator);
            separator = " ";
            if (result.isContainerNode()) {
                JsonText.compact(result, out);
            } else if (result.isNull()) {
                out.add("null");
            } else {
                out.add(result.isMissingNode() ? "<no value>" : text(result));
            }
        }
    }

    private static String text(JsonNode scalar) {
        return GoText.wellFormed(GoText.of(scalar));
    }

    private List<List<JsonNode>> find(JsonNode object) {
        try {
            return template.find(object, allowMissingKeys);
        } catch (CommandException e) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "error executing jsonpath "
                            + GoQuote.quote(template.text())
                            + ": Error executing template: "
                            + e.text()
                            + ". Printing more information for debugging the template:\n"
                            + "\ttemplate was:\n\t\t"
                            + template.text()
                            + "\n\tobject given to jsonpath engine was:\n\t\t"
                            + GoSyntax.of(object)
                            + "\n\n\n");
        }
    }
}
