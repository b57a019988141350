package dev.mcpk8s.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpk8s.error.CommandException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** What the recorded answers of kubectl do not show; those are in {@code dev.mcpk8s.print}. */
final class JsonPathTemplateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 3000)
    void anyTextIsATemplateOrACommandException(@ForAll("templates") String text) throws Exception {
        JsonNode data =
                JSON.readTree(
                        "{\"a\":[{\"b\":1,\"c\":\"x\"},{\"b\":2.5},null,[1,2]],\"b\":{\"a\":null},"
                                + "\"c\":\"text\",\"0\":true}");
        try {
            JsonPathTemplate template = JsonPathTemplate.parse(text);
            List<List<JsonNode>> found = template.find(data, true);
            assertThat(template.find(data, true)).isEqualTo(found);
            template.find(data, false);
        } catch (CommandException e) {
            assertThat(e.text()).isNotBlank();
        }
    }

    @Property
    void aPathLeadsToItsLeafAndNowhereElse(
            @ForAll @Size(min = 1, max = 5)
                    List<@AlphaChars @StringLength(min = 1, max = 6) String> keys,
            @ForAll @IntRange(max = 3) int index,
            @ForAll String text) {
        JsonNode leaf = JsonNodeFactory.instance.textNode(text);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < index; i++) {
            list.add(-i);
        }
        JsonNode tree = list.add(leaf).add("after");
        for (String key : keys.reversed()) {
            tree = JsonNodeFactory.instance.objectNode().put("!", 1).set(key, tree);
        }
        String dotted = "{." + String.join(".", keys) + "[" + index + "]}";
        String quoted = "{['" + String.join("']['", keys) + "'][" + index + "]}";
        for (String path : List.of(dotted, quoted)) {
            JsonPathTemplate template = JsonPathTemplate.parse(path);
            assertThat(template.find(tree, false)).as(path).isEqualTo(List.of(List.of(leaf)));
        }
    }

    @Provide
    Arbitrary<String> templates() {
        String characters = "{}[]()?@$.*:,'\"\\abc01-+ =<\né";
        String pieces =
                "[?(@. )] {range {end} [*] {.a {.a[*] true == != >= .. \\x41 \\u00e9"
                        + " 99999999999999999999 😀";
        List<String> parts = new ArrayList<>(List.of(pieces.split(" ")));
        characters.chars().forEach(c -> parts.add(Character.toString(c)));
        parts.add("{range @}");
        return Arbitraries.of(parts).list().ofMaxSize(20).map(list -> String.join("", list));
    }

    @Test
    void oneTemplateServesManyObjects() throws Exception {
        JsonPathTemplate template =
                JsonPathTemplate.parse("{range .items[*]}{.n}{end}{.items[-1:].n}");
        JsonNode one = JSON.readTree("{\"items\":[{\"n\":1},{\"n\":2}]}");
        JsonNode other = JSON.readTree("{\"items\":[{\"n\":3}]}");

        String first = template.find(one, true).toString();
        assertThat(first).isEqualTo("[[1], [2], [2]]");
        assertThat(template.find(other, true).toString()).isEqualTo("[[3], [3]]");
        assertThat(template.find(one, true).toString()).isEqualTo(first);
    }

    @Test
    void mapsAreVisitedInTheOrderOfTheirKeys() throws Exception {
        JsonNode data = JSON.readTree("{\"b\":1,\"\uFFEE\":2,\"😀\":3,\"a\":{\"z\":4,\"y\":5}}");

        assertThat(JsonPathTemplate.parse("{.*}").find(data, true).toString())
                .isEqualTo("[[{\"z\":4,\"y\":5}, 1, 2, 3]]");
        assertThat(JsonPathTemplate.parse("{..y}").find(data, true).toString()).isEqualTo("[[5]]");
    }

    @Test
    void loopsInsideLoopsAreBounded() throws Exception {
        JsonNode data = JSON.readTree("{\"a\":[1,2]}");

        assertThatThrownBy(() -> JsonPathTemplate.parse("{range @}".repeat(5000)).find(data, true))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("loops more than 100 deep");
        assertThatThrownBy(() -> JsonPathTemplate.parse("{range @}".repeat(90)).find(data, true))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("selects more than");
    }

    @Test
    void multiplyingPathsAreBounded() throws Exception {
        StringBuilder text = new StringBuilder("1");
        for (int i = 0; i < 200; i++) {
            text.insert(0, "[").append(",1]");
        }
        JsonNode data = JSON.readTree(text.toString());

        assertThatThrownBy(
                        () ->
                                JsonPathTemplate.parse("{" + "..[*]".repeat(9) + "}")
                                        .find(data, true))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("selects more than");
    }

    @Test
    void anEmptyLoopIsPassedOver() throws Exception {
        JsonNode data = JSON.readTree("{\"items\":[],\"x\":1}");

        assertThatCode(
                        () ->
                                JsonPathTemplate.parse("{range .items[*]}{.a}{end}{.x}")
                                        .find(data, true))
                .doesNotThrowAnyException();
    }
}
