package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The table that kubectl makes itself where the server sent objects: NAME and AGE, for {@code
 * --server-print=false} and for servers that know no tables (cli-runtime {@code
 * printers/tableprinter.go}, {@code printObjectMeta}).
 */
public final class ObjectTable {

    private static final List<Table.Column> COLUMNS =
            List.of(
                    new Table.Column("Name", "string", "name", 0),
                    new Table.Column("Age", "string", "", 0));

    private ObjectTable() {}

    /**
     * One row for an object, or for each item of a list.
     *
     * @param now what ages are counted to
     */
    public static Table of(JsonNode object, Instant now) {
        List<Table.Row> rows = new ArrayList<>();
        JsonNode items = object.path("items");
        if (items.isArray()) {
            items.forEach(item -> rows.add(row(item, now)));
        } else {
            rows.add(row(object, now));
        }
        JsonNode metadata = object.path("metadata");
        return new Table(
                COLUMNS,
                rows,
                metadata.path("continue").asText(""),
                metadata.path("resourceVersion").asText(""));
    }

    private static Table.Row row(JsonNode object, Instant now) {
        JsonNode metadata = object.path("metadata");
        String created = metadata.path("creationTimestamp").asText("");
        return new Table.Row(
                List.of(metadata.path("name").asText(""), Age.since(created, now)), object);
    }
}
