package dev.mcpk8s.verb.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The two ways in which descriptions are broken into lines. */
class WrapTest {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab:-*1. \n\tü世\u00a0").ofMaxLength(120);
    }

    @Property
    void neitherLosesOrAddsAWord(@ForAll("texts") String text) {
        String words = withoutSpaces(text);
        assertThat(withoutSpaces(WordWrap.wrap(text, 10))).isEqualTo(words);
        assertThat(withoutSpaces(String.join("\n", Paragraphs.wrap(text, 10)))).isEqualTo(words);
    }

    @Property
    void linesAreTooLongOnlyForOneWordOrCode(@ForAll("texts") String text) {
        assertThat(Paragraphs.wrap(text, 10))
                .allMatch(
                        line ->
                                line.startsWith("    ")
                                        || line.getBytes(StandardCharsets.UTF_8).length <= 10
                                        || !line.contains(" "));
    }

    @Test
    void wordsFlowAndBlanksStay() {
        assertThat(WordWrap.wrap("one two  three\n four ", 8)).isEqualTo("one two\nthree\n four ");
        assertThat(WordWrap.wrap("incomprehensibilities x", 8))
                .isEqualTo("incomprehensibilities\nx");
    }

    @Test
    void paragraphsKeepCodeListsAndEmptyLines() {
        assertThat(Paragraphs.wrap("\nSee:\n- a\nb c\n\n    code  stays\n1. d", 20))
                .isEqualTo(List.of("See:", "- a b c", "", "    code  stays", "1. d"));
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("[\\s\\u0085\\p{Z}]", "");
    }
}
