package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.golang.GoSort;
import dev.mcpk8s.jsonpath.GoType;
import dev.mcpk8s.jsonpath.JsonPathTemplate;
import dev.mcpk8s.jsonpath.SortedFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code --sort-by}: objects or table rows by the first value that a path finds in each; without
 * one they come first (kubectl: {@code get/sorter.go}). Equal values come in the order in which
 * Go's sort happens to leave them.
 */
public final class SortOrder {

    private static final String OBJECT = "*unstructured.Unstructured";
    private static final String ROWS = "[][][]reflect.Value";

    private final String field;
    private final JsonPathTemplate path;

    private SortOrder(String field, JsonPathTemplate path) {
        this.field = field;
        this.path = path;
    }

    /**
     * For the rows of tables.
     *
     * @param path relaxed if it can be, else as it is
     * @throws CommandException when it is no template
     */
    public static SortOrder forTables(String path) {
        String field = relaxedOrAsIs(path);
        try {
            return new SortOrder(field, JsonPathTemplate.parse(field));
        } catch (CommandException e) {
            throw CommandException.usage("sorting error: " + e.text());
        }
    }

    /**
     * For objects.
     *
     * @throws CommandException when it is no relaxed path
     */
    public static SortOrder forObjects(String path) {
        String field = JsonPathTemplate.relaxed(path);
        return new SortOrder(field, JsonPathTemplate.parse(field));
    }

    private static String relaxedOrAsIs(String path) {
        try {
            return JsonPathTemplate.relaxed(path);
        } catch (CommandException e) {
            return path;
        }
    }

    /**
     * A sorted copy.
     *
     * @throws CommandException when no object has the field, or it holds what has no order
     */
    public List<JsonNode> sort(List<JsonNode> objects) {
        return sort(objects, object -> object, OBJECT);
    }

    /**
     * The table with its rows sorted; they need their objects.
     *
     * @throws CommandException when no row has the field, or it holds what has no order; kubectl
     *     then prints nothing of the table and says nothing
     */
    public Table sort(Table table) {
        List<Table.Row> rows =
                sort(
                        table.rows(),
                        row -> row.object() == null ? MissingNode.getInstance() : row.object(),
                        ROWS);
        return new Table(table.columns(), rows, table.continueToken(), table.resourceVersion());
    }

    private record Keyed<T>(T element, @Nullable JsonNode key, @Nullable BigDecimal quantity) {}

    private <T> List<T> sort(
            List<T> elements, Function<? super T, JsonNode> object, String typeInErrors) {
        List<Keyed<T>> keyed = new ArrayList<>(elements.size());
        boolean found = elements.isEmpty();
        for (T element : elements) {
            JsonNode key = key(object.apply(element));
            keyed.add(new Keyed<>(element, key, quantity(key)));
            found |= key != null;
        }
        if (!found) {
            throw failure(
                    "couldn't find any field with path "
                            + GoQuote.quote(field)
                            + " in the list of objects");
        }
        GoSort.sort(keyed, (left, right) -> less(left, right, typeInErrors));
        return keyed.stream().map(Keyed::element).toList();
    }

    private static @Nullable BigDecimal quantity(@Nullable JsonNode key) {
        return key == null || !key.isTextual() ? null : QuantityOrder.amount(key.textValue());
    }

    private @Nullable JsonNode key(JsonNode object) {
        List<List<JsonNode>> values = path.find(object, true);
        return values.isEmpty() || values.getFirst().isEmpty()
                ? null
                : values.getFirst().getFirst();
    }

    private <T> boolean less(Keyed<T> left, Keyed<T> right, String typeInErrors) {
        JsonNode a = left.key;
        JsonNode b = right.key;
        if (a == null) {
            return true;
        }
        if (b == null) {
            return false;
        }
        if (a.isNull() || b.isNull()) {
            return a.isNull() && !b.isNull();
        }
        if (!a.isTextual() && !a.isNumber()) {
            throw unsortable(typeInErrors, "unsortable type: " + GoType.of(a));
        }
        if (!GoType.of(a).equals(GoType.of(b))) {
            throw unsortable(typeInErrors, "unsortable interface: interface");
        }
        if (a.isTextual()) {
            if (left.quantity != null && right.quantity != null) {
                return left.quantity.compareTo(right.quantity) < 0;
            }
            return SortedFields.BY_BYTES.compare(a.textValue(), b.textValue()) < 0;
        }
        return GoType.of(a).equals("int64")
                ? a.longValue() < b.longValue()
                : a.doubleValue() < b.doubleValue();
    }

    private CommandException unsortable(String type, String reason) {
        return new UnsortableException(
                type.equals(ROWS) ? "sorter.go:375" : "sorter.go:329",
                "Field %s in %s is an unsortable type: interface, err: %s"
                        .formatted(field, type, reason));
    }

    private static CommandException failure(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
