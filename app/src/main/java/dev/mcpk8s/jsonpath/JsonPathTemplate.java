package dev.mcpk8s.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parsed template of kubectl's JSONPath dialect (client-go {@code util/jsonpath}). Immutable: one
 * template serves any number of objects.
 */
public final class JsonPathTemplate {

    private static final Pattern RELAXED =
            Pattern.compile("\\{\\.?([^{}]+)\\}|\\.?([^{}]+)", Pattern.DOTALL);

    private final String text;
    private final List<Node> nodes;

    private JsonPathTemplate(String text, List<Node> nodes) {
        this.text = text;
        this.nodes = List.copyOf(nodes);
    }

    /**
     * @throws CommandException when the text is no template; the message is the parser's alone, and
     *     the caller puts before it what kubectl does
     */
    public static JsonPathTemplate parse(String text) {
        return new JsonPathTemplate(text, TemplateParser.parse(text));
    }

    /**
     * The template {@code {.a.b}} for any of {@code a.b}, {@code .a.b}, {@code {a.b}} and {@code
     * {.a.b}}; empty stays empty (kubectl: {@code get/customcolumn.go}, {@code
     * RelaxedJSONPathExpression}).
     *
     * @throws CommandException for anything else
     */
    public static String relaxed(String path) {
        if (path.isEmpty()) {
            return path;
        }
        Matcher matcher = RELAXED.matcher(path);
        if (!matcher.matches()) {
            throw CommandException.usage(
                    "unexpected path string, expected a 'name1.name2' or '.name1.name2' or"
                            + " '{name1.name2}' or '{.name1.name2}'");
        }
        String inner = matcher.group(1);
        return "{." + (inner == null ? matcher.group(2) : inner) + "}";
    }

    /**
     * The steps of the path {@code {.a.b}}; empty for a step that is no plain field.
     *
     * @throws CommandException when the text is no path, or more than one
     */
    public static List<Optional<String>> steps(String path) {
        List<Node> nodes = TemplateParser.parse("{." + path + "}");
        if (nodes.size() != 1) {
            throw CommandException.usage("must pass in 1 jsonpath string");
        }
        return ((Node.Sequence) nodes.getFirst())
                .nodes().stream()
                        .map(
                                step ->
                                        step instanceof Node.Field(String name)
                                                ? Optional.of(name)
                                                : Optional.<String>empty())
                        .toList();
    }

    /**
     * What the template finds: one list for each part of it, texts included. A {@linkplain
     * JsonNode#isMissingNode() missing} node stands for a value that Go has none for.
     *
     * @param allowMissingKeys whether a field that is nowhere is nothing instead of an error
     * @throws CommandException when the template does not fit the data, with the reason alone
     */
    public List<List<JsonNode>> find(JsonNode data, boolean allowMissingKeys) {
        try {
            return new Evaluation(nodes, allowMissingKeys).run(0, data);
        } catch (Mismatch e) {
            throw new CommandException(ErrorCode.COMMAND_FAILED, e.reason());
        }
    }

    /** As it was written. */
    public String text() {
        return text;
    }
}
