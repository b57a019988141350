package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code meta.k8s.io/v1} Table as the API server sends it.
 *
 * @param continueToken {@code metadata.continue}, empty on the last page
 * @param resourceVersion {@code metadata.resourceVersion}
 */
public record Table(
        List<Column> columns, List<Row> rows, String continueToken, String resourceVersion) {

    public Table {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(rows);
    }

    /**
     * @param format OpenAPI format; {@code name} marks the column that carries the object's name
     * @param priority 0 is always shown, anything else only with {@code wide}
     */
    public record Column(String name, String type, String format, int priority) {}

    /**
     * @param cells as text in Go's default formatting, one for each column; null cells are empty
     * @param object the row's object or its metadata; null when the server was asked for none
     */
    public record Row(List<String> cells, @Nullable JsonNode object) {

        public Row {
            cells = Collections.unmodifiableList(cells);
        }
    }
}
