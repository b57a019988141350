package dev.mcpk8s.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {

    private static final JsonNode LABELLED = labelled();

    private static JsonNode labelled() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata")
                .putObject("labels")
                .put("app", "web")
                .put("empty", "")
                .put("example.com/tier", "front_1.x");
        return object;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "app=web ~ true",
                "app==web ~ true",
                "app=other ~ false",
                "app!=web ~ false",
                "app!=other ~ true",
                "none!=web ~ true",
                "none=web ~ false",
                "none= ~ false",
                "empty= ~ true",
                "app= ~ false",
                "app ~ true",
                "none ~ false",
                "!app ~ false",
                "!none ~ true",
                "app in (web) ~ true",
                "app in (a, web ,b) ~ true",
                "app in (a,b) ~ false",
                "app in () ~ false",
                "empty in () ~ true",
                "none in (web) ~ false",
                "app notin (web) ~ false",
                "app notin (a,b) ~ true",
                "none notin (web) ~ true",
                "app=web,empty= ~ true",
                "app=web,none ~ false",
                "none,app=web ~ false",
                "app=web, !none , example.com/tier in (x, front_1.x) ~ true",
                "app in (web),app notin (a,web) ~ false"
            })
    void matchesAsTheServerWould(String selector, boolean matches) {
        assertThat(LabelSelector.of(selector).matches(LABELLED)).isEqualTo(matches);
    }

    @Test
    void nothingToSelectByIsMetByAll() {
        assertThat(LabelSelector.of("").isEmpty()).isTrue();
        assertThat(LabelSelector.of("").matches(MissingNode.getInstance())).isTrue();
        assertThat(LabelSelector.of("a").isEmpty()).isFalse();
        assertThat(LabelSelector.of("a").matches(MissingNode.getInstance())).isFalse();
    }
}
