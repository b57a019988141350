package dev.mcpk8s.endtoend;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs lines in bash, with an environment of its own and nothing on standard input.
 *
 * @param names what legitimately differs between two shells, and what to call it
 */
record Shell(Path folder, Map<String, String> environment, Map<String, String> names) {

    /** What a line printed and how it ended. */
    record Result(String stdout, String stderr, int exitCode) {}

    Result run(String line) throws IOException, InterruptedException {
        Path stdout = Files.createTempFile("line", ".out");
        Path stderr = Files.createTempFile("line", ".err");
        try {
            int exitCode =
                    builder(line)
                            .redirectOutput(stdout.toFile())
                            .redirectError(stderr.toFile())
                            .start()
                            .waitFor();
            return new Result(text(stdout), text(stderr), exitCode);
        } finally {
            Files.delete(stdout);
            Files.delete(stderr);
        }
    }

    Process start(String line) throws IOException {
        return builder(line).start();
    }

    private ProcessBuilder builder(String line) {
        ProcessBuilder builder =
                new ProcessBuilder(List.of("bash", "-c", line))
                        .directory(folder.toFile())
                        .redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    /** Bytes that are no text stay apart: each is a character of its own. */
    private String text(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text;
    }
}
