package dev.mcpk8s.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.mcpk8s.error.CommandException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Throws garbled inputs at everything that reads a caller's text. As a test it is the same each
 * time; {@code -Dfuzz.seconds} makes it a search, for so long for each target.
 *
 * <p>Jazzer would choose inputs by the code they reach, but its instrumentation does not read the
 * class files of this JDK.
 */
class FuzzTest {

    private static final Path CASES = Path.of("src", "test", "resources");
    private static final int ROUNDS = 3000;

    @ParameterizedTest
    @EnumSource(Target.class)
    void everyTextIsReadOrRefused(Target target) throws IOException {
        long seconds = Long.getLong("fuzz.seconds", 0);
        long seed = seconds == 0 ? 1 : System.nanoTime();
        Mutation mutation = new Mutation(seeds(target), new Random(seed));
        mutation.seeds().forEach(text -> read(target, text));
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long round = 0;
        while (seconds == 0 ? round < ROUNDS : System.nanoTime() < end) {
            read(target, mutation.next());
            round++;
        }
    }

    private static void read(Target target, String text) {
        try {
            target.read(text);
        } catch (CommandException refused) {
            assertThat(refused.text()).as(quoted(text)).isNotBlank();
        } catch (Exception | StackOverflowError | OutOfMemoryError defect) {
            fail(target + " reads no " + quoted(text), defect);
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(
                        c ->
                                quoted.append(
                                        c >= ' ' && c < 127 && c != '"' && c != '\\'
                                                ? String.valueOf((char) c)
                                                : String.format("\\u%04x", c)));
        return quoted.append('"').toString();
    }

    private static List<String> seeds(Target target) throws IOException {
        return switch (target) {
            case LEXER, COMMAND_LINE -> lines(CASES.resolve("differential"), ".txt");
            case JSONPATH -> values("jsonpath=");
            case GO_TEMPLATE -> values("go-template=");
            case KUBECONFIG -> files(CASES.resolve("differential/kubeconfigs"));
            case MANIFEST -> files(CASES.resolve("differential/files/manifests"));
            case FILTER ->
                    lines(CASES.resolve("filters"), "cases.txt").stream()
                            .filter(line -> line.contains(" | "))
                            .map(line -> line.substring(line.indexOf(" | ") + 3))
                            .toList();
        };
    }

    /** The templates of the corpus's command lines, as far as they stand in one word. */
    private static List<String> values(String format) throws IOException {
        List<String> values = new ArrayList<>();
        for (String line : lines(CASES.resolve("differential"), ".txt")) {
            int at = line.indexOf(format);
            if (at >= 0) {
                values.add(line.substring(at + format.length()).replaceAll("'? -.*|'$", ""));
            }
        }
        return values;
    }

    private static List<String> lines(Path folder, String ending) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(ending)).sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static List<String> files(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                try {
                    texts.add(Files.readString(file));
                } catch (MalformedInputException binary) {
                    texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return texts;
    }
}
