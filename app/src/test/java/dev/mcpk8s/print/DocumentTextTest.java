package dev.mcpk8s.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.jsonpath.GoNumber;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

final class DocumentTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Property(tries = 300)
    void jsonIsReadBackAsItWas(@ForAll("trees") JsonNode tree) throws IOException {
        StringWriter out = new StringWriter();
        JsonText.pretty(tree, out);

        assertThat(canonical(JSON.readTree(out.toString()))).isEqualTo(canonical(tree));
        assertThat(canonical(JSON.readTree(JsonText.compact(tree)))).isEqualTo(canonical(tree));
    }

    @Property(tries = 300)
    void yamlIsReadBackAsItWas(@ForAll("trees") JsonNode tree) throws IOException {
        StringWriter out = new StringWriter();
        YamlText.write(tree, out);

        assertThat(scalars(new Yaml().compose(new StringReader(out.toString()))))
                .isEqualTo(scalars(tree));
    }

    @Property(tries = 300)
    void kyamlIsReadBackAsItWas(@ForAll("trees") JsonNode any) throws IOException {
        // At the start of a line kubectl escapes these twice or oddly, and so do we.
        JsonNode tree = JSON.readTree(JsonText.compact(any).replaceAll("\\\\[rt]", ""));
        StringWriter out = new StringWriter();
        KyamlText.write(tree, out);

        assertThat(scalars(new Yaml().compose(new StringReader(out.toString()))))
                .isEqualTo(scalars(tree));
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        return JsonTrees.any();
    }

    @Test
    void halfASurrogatePairBecomesTheReplacementCharacter() throws IOException {
        ObjectNode object = NODES.objectNode().put("a", "x\uD800y").put("b", "\uDC00");

        assertThat(JsonText.compact(object)).isEqualTo("{\"a\":\"x\uFFFDy\",\"b\":\"\uFFFD\"}");
        assertThat(print(new OutputFormat.Yaml(), object)).isEqualTo("a: x\uFFFDy\nb: \uFFFD\n");
    }

    @Test
    void anInfiniteNumberIsRefusedBeforeAnythingIsWritten() {
        JsonNode object = NODES.objectNode().put("a", 1).put("b", Double.POSITIVE_INFINITY);

        for (OutputFormat format : List.of(new OutputFormat.Yaml(), new OutputFormat.Kyaml())) {
            StringWriter out = new StringWriter();
            assertThatThrownBy(() -> DocumentPrinter.of(format, false, true).print(object, out))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("json: unsupported value: +Inf");
            assertThat(out.toString()).isEmpty();
        }
    }

    @Test
    void severalObjectsAreSeveralDocuments() throws IOException {
        JsonNode one = NODES.objectNode().put("a", 1);

        assertThat(print(new OutputFormat.Yaml(), one, one)).isEqualTo("a: 1\n---\na: 1\n");
        assertThat(print(new OutputFormat.Kyaml(), one, one))
                .isEqualTo("---\n{\n  a: 1,\n}\n---\n{\n  a: 1,\n}\n");
        assertThat(print(new OutputFormat.Json(), one, one))
                .isEqualTo("{\n    \"a\": 1\n}\n{\n    \"a\": 1\n}\n");
    }

    @Test
    void customColumnsShowTheirHeaderOncePerShape() throws IOException {
        OutputFormat format =
                new OutputFormat.CustomColumns(
                        List.of(new OutputFormat.CustomColumns.Column("A", "{.a}")));
        JsonNode one = NODES.objectNode().put("a", 1);
        ObjectNode list = NODES.objectNode();
        list.putArray("items").add(one);

        assertThat(print(format, one, one, list)).isEqualTo("A\n1\n1\nA\n1\n");
    }

    @Test
    void aBrokenTemplateIsRefusedAtOnce() {
        assertThatThrownBy(
                        () ->
                                DocumentPrinter.of(
                                        new OutputFormat.JsonPath("{.a", false), false, true))
                .isInstanceOf(CommandException.class)
                .hasMessage("error parsing jsonpath {.a, unclosed action");
    }

    @Test
    void aLargeObjectIsCutInTheErrorOfATemplate() {
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < 100_000; i++) {
            object.put("key" + i, "value");
        }

        assertThatThrownBy(() -> print(new OutputFormat.JsonPath("{.key1[0]}", false), object))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(
                        "error executing jsonpath \"{.key1[0]}\": Error executing template: string"
                                + " is not array or slice. Printing more information for"
                                + " debugging the template:\n\ttemplate was:\n\t\t{.key1[0]}\n")
                .hasMessageContaining("(cut: the object is too large to be shown)")
                .satisfies(e -> assertThat(e.toString().length()).isLessThan(300_000));
    }

    private static String print(OutputFormat format, JsonNode... objects) throws IOException {
        StringWriter out = new StringWriter();
        DocumentPrinter printer = DocumentPrinter.of(format, false, true);
        for (JsonNode object : objects) {
            printer.print(object, out);
        }
        printer.finish(out);
        return out.toString();
    }

    /** The tree as text, in which 1 and 1.0 are the same. */
    private static String canonical(JsonNode tree) {
        return JsonText.compact(tree);
    }

    private static String scalars(Node node) {
        StringBuilder text = new StringBuilder();
        switch (node) {
            case ScalarNode scalar ->
                    text.append(scalar.isPlain() ? number(scalar.getValue()) : scalar.getValue());
            case SequenceNode sequence -> {
                text.append('[');
                sequence.getValue().forEach(element -> text.append(scalars(element)).append(','));
                text.append(']');
            }
            case MappingNode mapping -> {
                text.append('{');
                for (NodeTuple tuple :
                        mapping.getValue().stream()
                                .sorted(Comparator.comparing(t -> scalars(t.getKeyNode())))
                                .toList()) {
                    text.append(scalars(tuple.getKeyNode())).append('=');
                    text.append(scalars(tuple.getValueNode())).append(',');
                }
                text.append('}');
            }
            default -> throw new AssertionError(node);
        }
        return text.toString();
    }

    private static String scalars(JsonNode tree) {
        StringBuilder text = new StringBuilder();
        if (tree.isArray()) {
            text.append('[');
            tree.forEach(element -> text.append(scalars(element)).append(','));
            text.append(']');
        } else if (tree.isObject()) {
            text.append('{');
            tree.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(
                            field ->
                                    text.append(field.getKey())
                                            .append('=')
                                            .append(scalars(field.getValue()))
                                            .append(','));
            text.append('}');
        } else {
            text.append(tree.isNumber() ? number(GoNumber.json(tree)) : tree.asText());
        }
        return text.toString();
    }

    /** One spelling for each number. */
    private static String number(String scalar) {
        try {
            return scalar.matches("-?[0-9].*") ? GoNumber.json(Double.parseDouble(scalar)) : scalar;
        } catch (NumberFormatException e) {
            return scalar;
        }
    }
}
