package dev.mcpk8s.fuzz;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a search begins with: the texts of the other tests, and every text that once broke a parser
 * ({@code src/test/resources/fuzz/TARGET}).
 */
final class Seeds {

    private static final Path CASES = Path.of("src", "test", "resources");
    private static final Path FOUND = CASES.resolve("fuzz");

    private Seeds() {}

    static List<String> of(Target target) throws IOException {
        List<String> seeds = new ArrayList<>(found(target));
        seeds.addAll(
                switch (target) {
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
                });
        return seeds;
    }

    /** Read as {@link JazzerTarget} reads them. */
    private static List<String> found(Target target) throws IOException {
        List<String> found = new ArrayList<>();
        Path folder = FOUND.resolve(target.name());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    found.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
        }
        return found;
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
