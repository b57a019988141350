package dev.mcpk8s.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.error.CommandException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the differential cases do not show: templates that mean harm, and any text at all. */
final class GoTemplateTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA =
            "{\"a\":[{\"b\":1,\"c\":\"x\"},{\"b\":2.5},null,[1,2]],\"b\":{\"a\":null},\"c\":\"té\"}";

    private static final String[] PIECES = {
        "{{",
        "}}",
        "{{- ",
        " -}}",
        ".",
        ".a",
        ".b.a",
        ".c",
        "$",
        "$x",
        " ",
        " := ",
        " = ",
        "|",
        ",",
        "(",
        ")",
        "\"t\\u00e9\"",
        "`r`",
        "'c'",
        "1",
        "-2.5",
        "0x1F",
        "1+2i",
        "nil",
        "true",
        "if ",
        "range ",
        "with ",
        "else",
        "else if ",
        "end",
        "{{end}}",
        "{{else}}",
        "break",
        "continue",
        "define \"d\"",
        "template \"d\" ",
        "block \"e\" ",
        "/* c */",
        "len ",
        "index ",
        "slice ",
        "printf \"%5.2v|%x|%q\" ",
        "print ",
        "html ",
        "js ",
        "urlquery ",
        "eq ",
        "lt ",
        "and ",
        "or ",
        "not ",
        "exists ",
        "base64decode ",
        "call ",
        "text",
        "\n",
        "é",
        "%[1]*.3d"
    };

    @Property(tries = 3000)
    void anyTextIsATemplateOrACommandException(@ForAll("templates") String text)
            throws IOException {
        JsonNode data = JSON.readTree(DATA);
        try {
            GoTemplate template = GoTemplate.parse(text);
            StringWriter once = new StringWriter();
            StringWriter again = new StringWriter();
            Optional<String> mistake = template.execute(data, once, true, () -> {});
            assertThat(template.execute(data, again, true, () -> {})).isEqualTo(mistake);
            if (!text.contains("%p")) {
                assertThat(again).hasToString(once.toString());
            }
            assertThat(template.execute(data, Writer.nullWriter(), false, () -> {})).isNotNull();
        } catch (CommandException e) {
            assertThat(e.text()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> templates() {
        return Arbitraries.of(PIECES).list().ofMaxSize(30).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 500)
    void textOutsideOfActionsStaysAsItIs(@ForAll String text) throws IOException {
        String plain = text.replace("{{", "{").replaceAll("[\\ud800-\\udfff]", "?");

        assertThat(output(plain)).isEqualTo(plain);
    }

    @Property(tries = 500)
    void aQuotedTextIsReadBackAsItWas(@ForAll String text) throws IOException {
        String plain = text.replaceAll("[\\ud800-\\udfff]", "?");
        String quoted = ByteText.decode(ByteText.quote(ByteText.of(plain), '"', false));

        assertThat(output("{{" + quoted + "}}")).isEqualTo(plain);
        assertThat(output("{{printf \"%q\" " + quoted + "}}")).isEqualTo(quoted);
    }

    @Test
    void aTemplateThatCallsItselfEndsAsInGo() throws IOException {
        GoTemplate template =
                GoTemplate.parse("{{define \"a\"}}{{template \"a\" .}}{{end}}{{template \"a\" .}}");

        assertThat(template.execute(JSON.readTree(DATA), Writer.nullWriter(), true, () -> {}))
                .hasValueSatisfying(
                        mistake ->
                                assertThat(mistake)
                                        .endsWith("exceeded maximum template depth (100000)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{$x := \"0123456789\"}}{{range 100}}{{$x = print $x $x}}{{end}}",
                "{{define \"a\"}}{{template \"a\" (print . .)}}{{end}}{{template \"a\" \"x\"}}",
                "{{printf \"%1000000d%1000000d%1000000d%1000000d%1000000d%1000000d%1000000d%1000000d"
                        + "%1000000d\" 1 2 3 4 5 6 7 8 9}}",
                "{{range 1000000000}}{{end}}"
            })
    void whatTakesTooMuchIsStopped(String text) throws IOException {
        GoTemplate template = GoTemplate.parse(text);
        JsonNode data = JSON.readTree(DATA);

        assertThatThrownBy(() -> template.execute(data, Writer.nullWriter(), true, () -> {}))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("the template ");
    }

    @Test
    void aCheckpointStopsALoop() throws IOException {
        GoTemplate template = GoTemplate.parse("{{range 1000000000}}{{end}}");
        JsonNode data = JSON.readTree(DATA);
        Runnable stop =
                () -> {
                    throw CommandException.usage("stopped");
                };

        assertThatThrownBy(() -> template.execute(data, Writer.nullWriter(), true, stop))
                .hasMessage("stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{if .}}", "{{block \"a\" .}}", "{{with (", "{{((((", "{{else if "})
    void nestingHasAnEnd(String piece) {
        String text = piece.repeat(100_000);

        assertThatThrownBy(() -> GoTemplate.parse(text)).isInstanceOf(CommandException.class);
    }

    private static String output(String text) throws IOException {
        StringWriter out = new StringWriter();
        assertThat(GoTemplate.parse(text).execute(JSON.readTree(DATA), out, true, () -> {}))
                .isEmpty();
        return out.toString();
    }
}
