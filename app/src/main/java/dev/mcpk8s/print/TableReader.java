package dev.mcpk8s.print;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.json.Json;
import dev.mcpk8s.jsonpath.GoText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a Table from the wire token by token, without a tree for what is only printed. */
public final class TableReader {

    private final JsonParser parser;
    private List<Table.Column> columns = List.of();
    private final List<Table.Row> rows = new ArrayList<>();
    private String continueToken = "";
    private String resourceVersion = "";

    private TableReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The body stays open.
     *
     * @throws NoTableException when the body is JSON but no Table: some servers know no tables
     * @throws IOException when the body breaks off or is not JSON
     */
    public static Table read(InputStream body) throws IOException {
        try (JsonParser parser =
                Json.READER.createParser(body).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the answer is not a JSON object");
            }
            Table table = new TableReader(parser).table();
            readToTheEnd(parser);
            return table;
        }
    }

    /**
     * The same for an answer that was read already.
     *
     * @throws NoTableException when it is no Table
     */
    public static Table read(JsonNode answer) throws IOException {
        try (JsonParser parser = Json.READER.treeAsTokens(answer)) {
            parser.nextToken();
            return new TableReader(parser).table();
        }
    }

    /** A body that is left before its end is cut off by a reset, which costs both sides. */
    private static void readToTheEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("the answer goes on after the table");
        }
    }

    private Table table() throws IOException {
        ObjectNode other = JsonNodeFactory.instance.objectNode();
        boolean isTable = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = expectName();
            parser.nextToken();
            switch (field) {
                case "metadata" -> metadata(other);
                case "columnDefinitions" -> columns = readColumns();
                case "rows" -> readRows();
                default -> other.set(field, parser.readValueAsTree());
            }
            isTable = other.path("kind").asText().equals("Table");
            if (!isTable && other.has("kind")) {
                throw new NoTableException(rest(other));
            }
        }
        if (!isTable) {
            throw new NoTableException(other);
        }
        return new Table(columns, rows, continueToken, resourceVersion);
    }

    private JsonNode rest(ObjectNode start) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = expectName();
            parser.nextToken();
            start.set(field, parser.readValueAsTree());
        }
        return start;
    }

    private void metadata(ObjectNode other) throws IOException {
        JsonNode metadata = parser.readValueAsTree();
        continueToken = metadata.path("continue").asText("");
        resourceVersion = metadata.path("resourceVersion").asText("");
        other.set("metadata", metadata);
    }

    private List<Table.Column> readColumns() throws IOException {
        List<Table.Column> read = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                JsonNode column = parser.readValueAsTree();
                read.add(
                        new Table.Column(
                                column.path("name").asText(""),
                                column.path("type").asText(""),
                                column.path("format").asText(""),
                                column.path("priority").asInt()));
            }
        }
        return List.copyOf(read);
    }

    private void readRows() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(JsonToken.START_ARRAY);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.START_OBJECT);
            rows.add(readRow());
        }
    }

    private Table.Row readRow() throws IOException {
        List<String> cells = List.of();
        JsonNode object = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = expectName();
            JsonToken value = parser.nextToken();
            if (field.equals("cells") && value == JsonToken.START_ARRAY) {
                cells = readCells();
            } else if (field.equals("object") && value == JsonToken.START_OBJECT) {
                JsonNode read = parser.readValueAsTree();
                object = read.isEmpty() ? null : read;
            } else {
                parser.skipChildren();
            }
        }
        return new Table.Row(cells, object);
    }

    private List<String> readCells() throws IOException {
        List<String> above = rows.isEmpty() ? List.of() : rows.getLast().cells();
        List<String> cells = new ArrayList<>(columns.isEmpty() ? 8 : columns.size());
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int column = cells.size();
            String cell = cell();
            // Columns repeat themselves: one string for a run of equal cells.
            boolean repeated = column < above.size() && above.get(column).equals(cell);
            cells.add(repeated ? above.get(column) : cell);
        }
        return cells;
    }

    private String cell() throws IOException {
        @Nullable JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return GoText.wellFormed(parser.getText());
        }
        JsonNode value = parser.readValueAsTree();
        return value.isNull() ? "" : GoText.wellFormed(GoText.of(value));
    }

    private String expectName() throws IOException {
        expect(JsonToken.FIELD_NAME);
        return parser.currentName();
    }

    private void expect(JsonToken token) throws IOException {
        if (parser.currentToken() != token) {
            throw new IOException("the answer is not a table: " + token + " expected");
        }
    }

    /** The body is JSON, but no Table; kubectl then shows names and ages of what it is. */
    public static final class NoTableException extends IOException {

        private final transient JsonNode body;

        NoTableException(JsonNode body) {
            super("the answer is not a table but a " + body.path("kind").asText("nameless kind"));
            this.body = body;
        }

        /** What was read instead. */
        public JsonNode body() {
            return body;
        }
    }
}
