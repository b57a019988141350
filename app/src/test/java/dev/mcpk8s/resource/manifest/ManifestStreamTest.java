package dev.mcpk8s.resource.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestStreamTest {

    private static List<String> documents(String text) throws ManifestException {
        ManifestStream stream = new ManifestStream(text.getBytes(StandardCharsets.UTF_8));
        List<String> documents = new ArrayList<>();
        for (ManifestDocument one = stream.next(); one != null; one = stream.next()) {
            documents.add(one.json());
        }
        return documents;
    }

    @Test
    void documentsStandBetweenDashesAndCommentsAreNone() throws Exception {
        assertThat(documents("# a\n---\n---\nb: 1\n---\n# c\n---\nd: [y, ~]\n"))
                .containsExactly("{\"b\":1}", "{\"d\":[true,null]}");
    }

    @Test
    void whatStartsAsJsonMayGoOnAsYaml() throws Exception {
        assertThat(documents("{\"a\": 1}\n---\nb: 2\n")).containsExactly("{\"a\": 1}", "{\"b\":2}");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i));
            bomb.append("*a%d,".formatted(i - 1).repeat(9)).append("]\n");
        }
        assertThatThrownBy(() -> documents(bomb.toString()))
                .hasMessage(
                        "error converting YAML to JSON: yaml: document contains excessive"
                                + " aliasing");
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> documents("a: " + "[".repeat(5000)))
                .isInstanceOf(ManifestException.class);
        assertThatThrownBy(() -> documents("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"))
                .isInstanceOf(ManifestException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1 x|json: offset 8: invalid character 'x' after object key:value pair",
                "{\"a\"x|json: offset 5: invalid character 'x' after object key",
                "{x|json: offset 2: invalid character 'x' looking for beginning of object key"
                        + " string",
            })
    void brokenJsonIsToldInGosWords(String text, String message) {
        // Broken as YAML too, or it would be read as such.
        assertThatThrownBy(() -> documents(text)).hasMessage(message);
    }

    @Test
    void indentedJsonKeepsWhatWasWritten() throws Exception {
        assertThat(IndentedJson.of("{\"b\":[1.0,{}],\"a\":\"x\\u003c: {\"}\n"))
                .isEqualTo("{\n  \"b\": [\n    1.0,\n    {}\n  ],\n  \"a\": \"x\\u003c: {\"\n}\n");
        assertThatThrownBy(() -> IndentedJson.of("{\"a\":1"))
                .hasMessage("unexpected end of JSON input");
        assertThatThrownBy(() -> IndentedJson.of("{} x"))
                .hasMessage("invalid character 'x' after top-level value");
    }
}
