package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.Age;
import dev.mcpk8s.print.Table;
import java.time.Instant;
import java.util.List;

/**
 * The table for objects that come without one: names and ages, as kubectl makes it (cli-runtime:
 * {@code printers/tableprinter.go}).
 */
final class NamesAndAges {

    private static final List<Table.Column> COLUMNS =
            List.of(
                    new Table.Column("Name", "string", "name", 0),
                    new Table.Column("Age", "string", "", 0));

    private NamesAndAges() {}

    static Table table(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        List<String> cells =
                List.of(
                        metadata.path("name").asText(),
                        Age.since(metadata.path("creationTimestamp").asText(), Instant.now()));
        return new Table(COLUMNS, List.of(new Table.Row(cells, object)), "", "");
    }
}
