package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.jsonpath.GoText;
import dev.mcpk8s.jsonpath.JsonPathTemplate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One recorded answer of kubectl's own Go code, and what we make of the same input. */
record KubectlVector(JsonNode fields, Map<String, String> fixtures) {

    static final ObjectMapper JSON = new ObjectMapper();

    String expected() {
        return fields.path("out").asText() + fields.path("err").asText();
    }

    String actual() throws IOException {
        StringWriter out = new StringWriter();
        try {
            run(out);
        } catch (CommandException e) {
            return out + e.text();
        }
        return out.toString();
    }

    boolean holds() throws IOException {
        return fields.path("cut").asBoolean()
                ? actual().startsWith(expected())
                : actual().equals(expected());
    }

    private void run(StringWriter out) throws IOException {
        switch (text("op")) {
            case "json" -> JsonText.pretty(input(), out);
            case "compact" -> JsonText.compact(input(), out);
            case "yaml" -> YamlText.write(input(), out);
            case "kyaml" -> KyamlText.write(input(), out);
            case "value" -> out.write(GoText.of(input()));
            case "age" -> out.write(Age.of(Duration.ofMillis(fields.path("in").asLong())));
            case "tab" -> tab(out);
            case "sharp" -> out.write(GoSyntax.of(input()));
            case "jsonpath" ->
                    document(new OutputFormat.JsonPath(text("template"), flag("asJson")), out);
            case "columns" -> document(columns(), out);
            case "name" -> document(new OutputFormat.Name(), out);
            case "relaxed" -> out.write(JsonPathTemplate.relaxed(text("in")));
            case "table" -> table(out);
            case "sort", "sorttable" -> sort(out);
            case "quantity" -> quantity(out);
            default -> throw new IllegalArgumentException(text("op"));
        }
    }

    private void document(OutputFormat format, StringWriter out) throws IOException {
        DocumentPrinter printer = DocumentPrinter.of(format, flag("noHeaders"), !flag("strict"));
        try {
            printer.print(input(), out);
        } finally {
            printer.finish(out);
        }
    }

    private OutputFormat columns() {
        List<OutputFormat.CustomColumns.Column> columns = new ArrayList<>();
        for (String part : text("template").split(",", -1)) {
            String[] pair = part.split(":", 2);
            columns.add(
                    new OutputFormat.CustomColumns.Column(
                            pair[0], JsonPathTemplate.relaxed(pair[1])));
        }
        return new OutputFormat.CustomColumns(columns);
    }

    private void table(StringWriter out) throws IOException {
        List<String> labels = new ArrayList<>();
        fields.path("labels").forEach(label -> labels.add(label.asText()));
        TableOptions options =
                new TableOptions(
                        flag("wide"),
                        flag("noHeaders"),
                        flag("withNamespace"),
                        flag("showLabels"),
                        labels,
                        text("kind").toLowerCase(Locale.ROOT));
        TablePrinter printer = new TablePrinter(out);
        for (JsonNode page : input()) {
            printer.print(
                    TableReader.read(new ByteArrayInputStream(JSON.writeValueAsBytes(page))),
                    options);
        }
        printer.flush();
    }

    private void sort(StringWriter out) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        input().forEach(objects::add);
        IdentityHashMap<JsonNode, Integer> places = new IdentityHashMap<>();
        objects.forEach(object -> places.put(object, places.size()));
        if (text("op").equals("sort")) {
            for (JsonNode object : SortOrder.forObjects(text("template")).sort(objects)) {
                out.write(places.get(object) + " ");
            }
            return;
        }
        List<Table.Row> rows =
                objects.stream().map(object -> new Table.Row(List.of(), object)).toList();
        Table table = new Table(List.of(), rows, "", "");
        for (Table.Row row : SortOrder.forTables(text("template")).sort(table).rows()) {
            out.write(places.get(row.object()) + " ");
        }
    }

    private void quantity(StringWriter out) {
        BigDecimal left = QuantityOrder.amount(fields.path("in").path(0).asText());
        BigDecimal right = QuantityOrder.amount(fields.path("in").path(1).asText());
        out.write(
                left == null || right == null
                        ? (left != null) + " " + (right != null)
                        : Integer.toString(left.compareTo(right)));
    }

    private boolean flag(String field) {
        return fields.path(field).asBoolean();
    }

    private void tab(StringWriter out) throws IOException {
        TabWriter tab =
                fields.path("describe").asBoolean()
                        ? TabWriter.forDescriptions(out)
                        : TabWriter.forTables(out);
        for (JsonNode part : fields.path("in")) {
            if (part.isNull()) {
                tab.flush();
            } else {
                tab.write(part.asText());
            }
        }
        tab.flush();
    }

    private JsonNode input() throws IOException {
        String in = text("in");
        return JSON.readTree(in.startsWith("@") ? fixtures.get(in.substring(1)) : in);
    }

    private String text(String field) {
        return fields.path(field).asText();
    }
}
