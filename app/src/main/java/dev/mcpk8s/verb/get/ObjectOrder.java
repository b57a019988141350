package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.print.Table;
import dev.mcpk8s.resource.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code --sort-by} (kubectl: {@code pkg/cmd/get/sorter.go}). */
final class ObjectOrder {

    private record Keyed<T>(@Nullable JsonNode key, T value) {}

    private final FieldPath path;

    /**
     * @throws CommandException when the path cannot be read
     */
    ObjectOrder(String sortBy) {
        path = FieldPath.parse(sortBy);
    }

    /**
     * @throws CommandException when no object has the field
     */
    List<JsonNode> sorted(List<JsonNode> objects) {
        return sorted(objects, object -> object);
    }

    /**
     * @throws CommandException when no row's object has the field
     */
    Table sorted(Table table) {
        List<Table.Row> rows = sorted(table.rows(), Table.Row::object);
        return new Table(table.columns(), rows, table.continueToken(), table.resourceVersion());
    }

    /**
     * Several tables. kubectl looks for the field in the tables themselves, where most fields are
     * not: then it refuses.
     */
    List<TableGet.Piece> sortedPieces(List<TableGet.Piece> pieces) {
        return sorted(pieces, piece -> asDocument(piece.table()));
    }

    private static JsonNode asDocument(Table table) {
        if (table.resourceVersion().isEmpty() && table.rows().size() == 1) {
            JsonNode object = table.rows().getFirst().object();
            if (object != null) {
                return object;
            }
        }
        ObjectNode document = DocumentGet.JSON.createObjectNode();
        document.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        document.putObject("metadata").put("resourceVersion", table.resourceVersion());
        return document;
    }

    private <T> List<T> sorted(List<T> values, Function<T, @Nullable JsonNode> objectOf) {
        List<Keyed<T>> keyed = new ArrayList<>(values.size());
        boolean found = values.isEmpty();
        for (T value : values) {
            JsonNode object = objectOf.apply(value);
            JsonNode key = object == null ? null : path.first(object);
            found |= key != null;
            keyed.add(new Keyed<>(key, value));
        }
        if (!found) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "couldn't find any field with path "
                            + GoQuote.quote(path.text())
                            + " in the list of objects");
        }
        GoSort.sort(keyed, (left, right) -> SortKey.less(left.key(), right.key()));
        return keyed.stream().map(Keyed::value).toList();
    }
}
