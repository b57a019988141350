package dev.mcpk8s.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableReaderTest {

    private static final String TABLE =
            """
            {"kind":"Table","apiVersion":"meta.k8s.io/v1",
             "metadata":{"resourceVersion":"7","continue":"tok","remainingItemCount":3},
             "columnDefinitions":[
               {"name":"Name","type":"string","format":"name","description":"d","priority":0},
               {"name":"Count","type":"integer","format":"","description":"","priority":1}],
             "rows":[
               {"cells":["a",9007199254740993],"conditions":[{"type":"Completed"}],
                "object":{"kind":"PartialObjectMetadata","metadata":{"name":"a"}}},
               {"cells":["b",null],"object":null},
               {"cells":["c",1.50,true,{"y":1,"x":[null,"z"]}],"object":{}},
               {}]}
            """;

    @Test
    void readsColumnsRowsAndThePlaceToContinue() throws IOException {
        Table table = read(TABLE);

        assertThat(table.continueToken()).isEqualTo("tok");
        assertThat(table.resourceVersion()).isEqualTo("7");
        assertThat(table.columns())
                .containsExactly(
                        new Table.Column("Name", "string", "name", 0),
                        new Table.Column("Count", "integer", "", 1));
        assertThat(table.rows().stream().map(Table.Row::cells).toList())
                .containsExactly(
                        List.of("a", "9007199254740993"),
                        List.of("b", ""),
                        List.of("c", "1.5", "true", "map[x:[<nil> z] y:1]"),
                        List.of());
        assertThat(table.rows().get(0).object())
                .hasToString("{\"kind\":\"PartialObjectMetadata\",\"metadata\":{\"name\":\"a\"}}");
        assertThat(table.rows().subList(1, 4)).allMatch(row -> row.object() == null);
    }

    @Test
    void theOrderOfFieldsDoesNotMatter() throws IOException {
        Table table =
                read(
                        "{\"rows\":[{\"object\":null,\"cells\":[\"a\"]}],"
                                + "\"columnDefinitions\":[{\"name\":\"N\"}],\"kind\":\"Table\"}");

        assertThat(table.rows()).hasSize(1);
        assertThat(table.columns()).containsExactly(new Table.Column("N", "", "", 0));
    }

    @Test
    void rowsMayBeNullOrAbsent() throws IOException {
        assertThat(read("{\"kind\":\"Table\",\"rows\":null}").rows()).isEmpty();
        assertThat(read("{\"kind\":\"Table\"}").rows()).isEmpty();
    }

    @Test
    void whatIsNoTableIsHandedOver() {
        String list =
                "{\"kind\":\"WidgetList\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":["
                        + "{\"metadata\":{\"name\":\"a\",\"creationTimestamp\":"
                        + "\"2024-01-01T00:00:00Z\"}},{\"metadata\":{\"name\":\"b\"}}]}";

        assertThatThrownBy(() -> read(list))
                .isInstanceOfSatisfying(
                        TableReader.NoTableException.class,
                        e -> {
                            Table table =
                                    ObjectTable.of(e.body(), Instant.parse("2024-01-01T01:00:00Z"));
                            assertThat(table.rows().stream().map(Table.Row::cells).toList())
                                    .containsExactly(
                                            List.of("a", "60m"), List.of("b", "<unknown>"));
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "nonsense",
                "{\"kind\":\"Table\",\"rows\":{}}",
                "{\"kind\":\"Table\",\"rows\":[1]}",
                "{\"kind\":\"Table\",\"rows\":[{\"cells\":[\"a\"",
                "{\"kind\":\"Table\",\"columnDefinitions\":[{\"name\":",
                "{\"metadata\":{}}"
            })
    void aBrokenBodyIsAnIoException(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(IOException.class);
    }

    @Test
    void everyBreakingOffIsNoticed() {
        for (int length = 0; length < TABLE.strip().length(); length++) {
            String part = TABLE.substring(0, length);
            assertThatThrownBy(() -> read(part)).isInstanceOf(IOException.class);
        }
    }

    private static Table read(String body) throws IOException {
        InputStream in = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return TableReader.read(in);
    }
}
