package dev.mcpk8s.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.FilterCall;
import dev.mcpk8s.commandline.lexer.Lexer;
import dev.mcpk8s.commandline.lexer.Word;
import dev.mcpk8s.error.CommandException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What stands behind a pipe does what the machine's own GNU tools do. */
class GnuDifferentialTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "filters");

    private record Result(String output, int exitCode) {}

    @Test
    void sameOutputAndExitCodeAsGnu() throws Exception {
        List<String> differences = new ArrayList<>();
        List<String> cases = new ArrayList<>();
        for (String file : List.of("cases.txt", "jq-cases.txt", "awk-cases.txt")) {
            Files.readAllLines(FOLDER.resolve(file)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(cases::add);
        }
        for (String tool : List.of("jq", "gawk")) {
            assertThat(isInstalled(tool)).as("%s must be installed for this test", tool).isTrue();
        }
        for (String line : cases) {
            int pipe = line.indexOf(" | ");
            Path input = FOLDER.resolve(line.substring(0, pipe));
            String filters = line.substring(pipe + 3);
            Result expected = gnu(filters, input);
            Result actual = ours(filters, Files.readAllBytes(input), new Random(line.hashCode()));
            if (!actual.equals(expected)) {
                differences.add(line + "\n  GNU  " + expected + "\n  ours " + actual);
            }
        }
        assertThat(cases).hasSizeGreaterThan(600);
        assertThat(differences)
                .as(
                        "%d of %d\n%s",
                        differences.size(), cases.size(), String.join("\n", differences))
                .isEmpty();
    }

    @Test
    void whatGnuRefusesIsRefused() throws Exception {
        for (String line : Files.readAllLines(FOLDER.resolve("refused.txt"))) {
            if (!line.startsWith("#")) {
                int pipe = line.indexOf(" | ");
                Path input = FOLDER.resolve(line.substring(0, pipe));
                String filters = line.substring(pipe + 3);
                assertThat(gnu(filters, input).exitCode()).as(line).isNotZero();
                byte[] bytes = Files.readAllBytes(input);
                assertThatThrownBy(() -> ours(filters, bytes, new Random(1)))
                        .as(line)
                        .isInstanceOf(CommandException.class);
            }
        }
    }

    private static Result gnu(String filters, Path input) throws Exception {
        // A pipe and no file: wc lays its columns out by the size of a file. Which awk is awk is
        // the machine's choice.
        ProcessBuilder builder =
                new ProcessBuilder(
                        "bash",
                        "-c",
                        "awk() { gawk \"$@\"; }; cat \"$0\" | " + filters,
                        input.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH"));
        environment.put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        byte[] output = process.getInputStream().readAllBytes();
        return new Result(new String(output, StandardCharsets.UTF_8), process.waitFor());
    }

    private static boolean isInstalled(String tool) throws Exception {
        return new ProcessBuilder("bash", "-c", "command -v " + tool)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** The input comes in pieces cut anywhere. */
    private static Result ours(String filters, byte[] input, Random random) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        FilterChain chain =
                new FilterChain(
                        calls(filters),
                        new Cancellation(),
                        new FilterChain.Sink() {
                            @Override
                            public void stdout(byte[] bytes, int from, int to) {
                                output.write(bytes, from, to - from);
                            }

                            @Override
                            public void stderr(String line) {}
                        });
        int at = 0;
        boolean wantsMore = true;
        while (at < input.length && wantsMore) {
            int end = Math.min(input.length, at + 1 + random.nextInt(100));
            wantsMore = chain.write(java.util.Arrays.copyOfRange(input, at, end));
            at = end;
        }
        List<Integer> codes = chain.finish();
        return new Result(output.toString(StandardCharsets.UTF_8), codes.getLast());
    }

    private static List<FilterCall> calls(String filters) {
        return Lexer.pipe(filters).stream()
                .map(words -> words.stream().map(Word::text).toList())
                .map(words -> new FilterCall(words.getFirst(), words.subList(1, words.size())))
                .toList();
    }
}
