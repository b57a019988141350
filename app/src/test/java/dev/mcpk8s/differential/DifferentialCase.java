package dev.mcpk8s.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A command line that both kubectl and the service run.
 *
 * @param user whose kubeconfig: {@code admin}, {@code limited}, {@code certificate}, {@code rsa} or
 *     {@code expired}
 * @param where file and line, for reports
 */
record DifferentialCase(String user, String line, String where) {

    /** The cases of a file below {@code differential}, in its order. */
    static Stream<DifferentialCase> of(String file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(folder().resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
                .mapToObj(i -> parse(lines.get(i), file + ":" + (i + 1)));
    }

    static Path folder() {
        return Path.of("src", "test", "resources", "differential");
    }

    List<String> words() {
        return CommandWords.split(line);
    }

    private static DifferentialCase parse(String text, String where) {
        if (text.startsWith("@")) {
            int blank = text.indexOf(' ');
            return new DifferentialCase(text.substring(1, blank), text.substring(blank + 1), where);
        }
        return new DifferentialCase("admin", text, where);
    }
}
