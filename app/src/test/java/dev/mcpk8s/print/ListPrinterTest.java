package dev.mcpk8s.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Item by item or as a whole: the same bytes. */
class ListPrinterTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<OutputFormat> FORMATS =
            List.of(
                    new OutputFormat.Json(),
                    new OutputFormat.Yaml(),
                    new OutputFormat.Kyaml(),
                    new OutputFormat.Name(),
                    new OutputFormat.CustomColumns(
                            List.of(
                                    new OutputFormat.CustomColumns.Column("A", "{.kind}"),
                                    new OutputFormat.CustomColumns.Column("B", "{.spec}"))));

    @Property(tries = 200)
    void printsWhatTheWholeListLooksLike(@ForAll("lists") List<JsonNode> trees) throws IOException {
        List<JsonNode> items = trees.stream().<JsonNode>map(ListPrinterTest::object).toList();
        for (OutputFormat format : FORMATS) {
            assertThat(asItComes(format, items))
                    .as(format.toString())
                    .isEqualTo(whole(format, items));
        }
    }

    @Provide
    Arbitrary<List<JsonNode>> lists() {
        return JsonTrees.any().list().ofMaxSize(4);
    }

    @Test
    void aLongListComesBeforeItsEnd() throws IOException {
        for (OutputFormat format : FORMATS.subList(0, 4)) {
            StringWriter out = new StringWriter();
            ListPrinter printer = ListPrinter.of(format, false, out).orElseThrow();
            JsonNode item = object(NODES.textNode("x".repeat(HeldWriter.LIMIT)));
            printer.item(item);
            printer.item(item);
            assertThat(out.toString()).as(format.toString()).isNotEmpty();
        }
    }

    @Test
    void nothingIsPrintedOfAListWithAnItemThatCannotBe() throws IOException {
        for (OutputFormat format : FORMATS.subList(0, 3)) {
            StringWriter out = new StringWriter();
            ListPrinter printer = ListPrinter.of(format, false, out).orElseThrow();
            printer.item(object(NODES.textNode("fine")));
            JsonNode endless = object(NODES.numberNode(Double.POSITIVE_INFINITY));
            assertThatThrownBy(() -> printer.item(endless))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("unsupported value");
            assertThat(out.toString()).as(format.toString()).isEmpty();
        }
    }

    private static ObjectNode object(JsonNode spec) {
        ObjectNode object = NODES.objectNode().put("kind", "Thing").put("apiVersion", "a/v1");
        object.putObject("metadata").put("name", "x");
        object.set("spec", spec);
        return object;
    }

    private static String asItComes(OutputFormat format, List<JsonNode> items) throws IOException {
        StringWriter out = new StringWriter();
        ListPrinter printer = ListPrinter.of(format, false, out).orElseThrow();
        for (JsonNode item : items) {
            printer.item(item);
        }
        printer.end();
        return out.toString();
    }

    private static String whole(OutputFormat format, List<JsonNode> items) throws IOException {
        ObjectNode list = NODES.objectNode().put("apiVersion", "v1").put("kind", "List");
        list.putObject("metadata").put("resourceVersion", "");
        list.putArray("items").addAll(items);
        StringWriter out = new StringWriter();
        DocumentPrinter printer = DocumentPrinter.of(format, false, true);
        printer.print(list, out);
        printer.finish(out);
        return out.toString();
    }
}
