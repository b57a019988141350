package dev.mcpk8s.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class TabWriterTest {

    @Property(tries = 500)
    void alignsLikeTheDefinition(@ForAll("lines") List<List<String>> lines) throws IOException {
        StringWriter out = new StringWriter();
        TabWriter tab = TabWriter.forDescriptions(out);
        for (List<String> line : lines) {
            tab.write(String.join("\t", line)).write("\n");
        }
        tab.flush();

        assertThat(out.toString()).isEqualTo(model(lines));
    }

    @Test
    void widthsAreRememberedUntilForgotten() throws IOException {
        StringWriter out = new StringWriter();
        TabWriter tab = TabWriter.forTables(out);
        tab.write("a long cell\tx\n").flush();
        tab.write("a\tx\n").flush();
        tab.forgetWidths();
        tab.write("a\tx\n").flush();

        assertThat(out.toString()).isEqualTo("a long cell   x\na             x\na     x\n");
    }

    @Test
    void aLineOfManyThousandCellsNeedsNoDeepStack() throws IOException {
        StringWriter out = new StringWriter();
        TabWriter tab = TabWriter.forTables(out);
        tab.write("\t".repeat(200_000)).write("end\n").flush();

        assertThat(out.toString()).hasSize(200_000 * 6 + 4);
    }

    @Provide
    Arbitrary<List<List<String>>> lines() {
        Arbitrary<String> cell = Arbitraries.strings().withChars('a', 'é', ' ', '日').ofMaxLength(7);
        Arbitrary<String> wide = Arbitraries.of("😀", "a😀b", "");
        return Arbitraries.oneOf(cell, wide).list().ofMinSize(1).ofMaxSize(4).list().ofMaxSize(12);
    }

    /** A column is a maximal run of lines that have a cell ended by a tab there. */
    private static String model(List<List<String>> lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            List<String> line = lines.get(i);
            for (int column = 0; column < line.size() - 1; column++) {
                int width = 0;
                for (int j = i; j >= 0 && lines.get(j).size() - 1 > column; j--) {
                    width = Math.max(width, codePoints(lines.get(j).get(column)));
                }
                for (int j = i; j < lines.size() && lines.get(j).size() - 1 > column; j++) {
                    width = Math.max(width, codePoints(lines.get(j).get(column)));
                }
                String cell = line.get(column);
                text.append(cell).repeat(' ', width + 2 - codePoints(cell));
            }
            text.append(line.getLast()).append('\n');
        }
        return text.toString();
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }
}
