package dev.mcpk8s.verb.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Our hunks are those of the machine's own {@code diff -u}. */
class UnifiedDiffPropertyTest {

    @Property(tries = 300)
    void editedTexts(
            @ForAll Random random,
            @ForAll @IntRange(max = 200) int size,
            @ForAll @IntRange(min = 1, max = 60) int words)
            throws IOException {
        List<String> before = lines(random, size, words);
        check(before, edited(random, before, 1 + random.nextInt(12), words));
    }

    @Property(tries = 200)
    void unrelatedTexts(
            @ForAll Random random,
            @ForAll @IntRange(max = 80) int size,
            @ForAll @IntRange(max = 80) int other,
            @ForAll @IntRange(min = 1, max = 20) int words)
            throws IOException {
        check(lines(random, size, words), lines(random, other, words));
    }

    @Property(tries = 10)
    void longTexts(@ForAll Random random, @ForAll @IntRange(min = 2, max = 800) int words)
            throws IOException {
        List<String> before = lines(random, 3000, words);
        check(before, edited(random, before, 400, words));
        check(before, lines(random, 3000, words));
    }

    private static List<String> lines(Random random, int size, int words) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            lines.add(random.nextInt(8) == 0 ? "own " + random.nextInt() : word(random, words));
        }
        return lines;
    }

    private static String word(Random random, int words) {
        return "word " + random.nextInt(words);
    }

    private static List<String> edited(Random random, List<String> before, int edits, int words) {
        List<String> after = new ArrayList<>(before);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(after.size() + 1);
            switch (random.nextInt(4)) {
                case 0 -> after.add(at, word(random, words));
                case 1 -> after.addAll(at, lines(random, random.nextInt(6), words));
                case 2 -> after.subList(at, Math.min(after.size(), at + 3)).clear();
                default -> {
                    int end = Math.min(before.size(), at + 4);
                    after.addAll(at, before.subList(Math.min(at, end), end));
                }
            }
        }
        return after;
    }

    private static void check(List<String> before, List<String> after) throws IOException {
        String left = text(before);
        String right = text(after);
        StringWriter ours = new StringWriter();
        UnifiedDiff.of(left, right).write(ours);
        assertThat(ours.toString()).isEqualTo(reference(left, right));
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** What diff says after the two lines about its files. */
    private static String reference(String left, String right) throws IOException {
        Path before = Files.writeString(Files.createTempFile("before", ".txt"), left);
        Path after = Files.writeString(Files.createTempFile("after", ".txt"), right);
        try {
            Process diff =
                    new ProcessBuilder("diff", "-u", before.toString(), after.toString())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(diff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.isEmpty() ? said : said.split("\n", 3)[2];
        } finally {
            Files.delete(before);
            Files.delete(after);
        }
    }
}
