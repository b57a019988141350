package dev.mcpk8s.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search is led by the code that texts reach, so Jazzer reads this JDK's class files. */
class SearchTest {

    private static final Pattern COVERED = Pattern.compile("\\bcov: (\\d+)");

    /** Where nothing is instrumented, nothing is ever counted. */
    private static final int SURELY_REACHED = 30;

    @Test
    void countsTheCodeThatTextsReach(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        Search search =
                new Search(
                        Target.LEXER,
                        folder,
                        new PrintStream(report, true, StandardCharsets.UTF_8));
        int exit = search.run("-runs=5000", "-seed=1");
        String text = report.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(text).isZero();
        assertThat(COVERED.matcher(text).results().map(SearchTest::covered).toList())
                .as(text)
                .last()
                .satisfies(covered -> assertThat(covered).isGreaterThan(SURELY_REACHED));
    }

    private static int covered(MatchResult line) {
        return Integer.parseInt(line.group(1));
    }
}
