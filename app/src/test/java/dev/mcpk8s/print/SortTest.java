package dev.mcpk8s.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.golang.GoSort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SortTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Property(tries = 300)
    void goSortSorts(@ForAll @Size(max = 300) List<@IntRange(max = 40) Integer> numbers) {
        List<Integer> sorted = new ArrayList<>(numbers);
        GoSort.sort(sorted, (left, right) -> left < right);

        assertThat(sorted).isSorted().containsExactlyInAnyOrderElementsOf(numbers);
    }

    @Property(tries = 200)
    void naturalSortIsStable(@ForAll @Size(max = 100) List<@IntRange(max = 9) Integer> numbers) {
        List<Integer> expected = new ArrayList<>(numbers);
        expected.sort(Comparator.naturalOrder());

        assertThat(NaturalSort.sorted(numbers, Comparator.naturalOrder())).isEqualTo(expected);
    }

    @Property(tries = 200)
    void anOrderThatContradictsItselfLosesNothing(@ForAll @Size(max = 200) List<Integer> numbers) {
        List<Integer> shuffled = new ArrayList<>(numbers);
        GoSort.sort(shuffled, (left, right) -> (left * 31 + right * 17) % 3 == 0);

        assertThat(shuffled).containsExactlyInAnyOrderElementsOf(numbers);
        assertThat(NaturalSort.sorted(numbers, (left, right) -> (left ^ right) % 3 - 1))
                .containsExactlyInAnyOrderElementsOf(numbers);
    }

    @Test
    void aFieldThatIsNowhereIsAnError() {
        List<JsonNode> objects = List.of(NODES.objectNode().put("a", 1));

        assertThatThrownBy(() -> SortOrder.forObjects(".b").sort(objects))
                .isInstanceOf(CommandException.class)
                .hasMessage("couldn't find any field with path \"{.b}\" in the list of objects");
        assertThat(SortOrder.forObjects(".b").sort(List.of())).isEmpty();
    }

    @Test
    void valuesWithoutAnOrderAreAnError() {
        List<JsonNode> objects =
                List.of(NODES.objectNode().put("a", true), NODES.objectNode().put("a", false));

        assertThatThrownBy(() -> SortOrder.forObjects("a").sort(objects))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("unsortable type: bool");
    }

    @Test
    void templatesThatAreNoneAreErrors() {
        assertThatThrownBy(() -> SortOrder.forTables("{.a"))
                .isInstanceOf(CommandException.class)
                .hasMessage("sorting error: unclosed action");
        assertThatThrownBy(() -> SortOrder.forObjects("{.a"))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("unexpected path string");
    }

    @Test
    void rowsWithoutObjectsCannotBeSorted() {
        Table table = new Table(List.of(), List.of(new Table.Row(List.of("a"), null)), "", "");

        assertThatThrownBy(() -> SortOrder.forTables(".a").sort(table))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("couldn't find any field");
    }

    @Test
    void hugeExponentsOfQuantitiesCostNothing() {
        assertThat(QuantityOrder.amount("1e-2000000000"))
                .isEqualByComparingTo(QuantityOrder.amount("1n"));
        assertThat(QuantityOrder.amount("1e2000000000")).isGreaterThan(QuantityOrder.amount("9Ei"));
        assertThat(QuantityOrder.amount("12e99999999999999999999")).isNull();
    }
}
