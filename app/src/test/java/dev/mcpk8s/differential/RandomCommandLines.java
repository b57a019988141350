package dev.mcpk8s.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Command lines that nobody thought of: right and wrong words of kubectl's read verbs put together
 * by chance. The same seed gives the same lines.
 */
final class RandomCommandLines {

    private static final List<String> TYPES = words("types");

    private static final List<String> NAMED = words("named");

    private static final List<String> FIELDS = words("fields");

    private static final List<String> BAD_PATHS = words("bad-paths");

    private static final List<String> SELECTORS = words("selectors");

    private static final List<String> FIELD_SELECTORS = words("field-selectors");

    private static final List<String> GLOBAL = words("global");

    private static final List<String> RAW = words("raw");

    private final Random random;

    private RandomCommandLines(long seed) {
        this.random = new Random(seed);
    }

    /** The words of one kind, a line each; empty and blank ones count. */
    private static List<String> words(String kind) {
        try {
            return Files.readAllLines(
                    DifferentialCase.folder().resolve("random").resolve(kind + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<DifferentialCase> lines(long seed, int count) {
        RandomCommandLines lines = new RandomCommandLines(seed);
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                new DifferentialCase(
                                        lines.chance(6) ? "limited" : "admin",
                                        lines.line(),
                                        "",
                                        "random " + seed + "#" + (i + 1)))
                .toList();
    }

    private String line() {
        return switch (random.nextInt(20)) {
            case 0 ->
                    with(
                            new ArrayList<>(List.of("version")),
                            List.of(
                                    "--client",
                                    "-o json",
                                    "-o yaml",
                                    "-o x",
                                    "--client=false",
                                    "--short",
                                    "y"));
            case 1 -> apiResources();
            case 2 ->
                    with(
                            new ArrayList<>(List.of("api-versions")),
                            List.of("-o json", "x", "--no-headers"));
            case 3 ->
                    with(
                            new ArrayList<>(List.of("get", "--raw " + quoted(any(RAW)))),
                            List.of("-n x", "-A", "pods", "-o json", "-l a=b"));
            default -> get();
        };
    }

    private String apiResources() {
        return with(new ArrayList<>(List.of("api-resources")), words("api-resources"));
    }

    private String with(List<String> words, List<String> flags) {
        while (!chance(3)) {
            words.add(any(flags));
        }
        if (chance(5)) {
            words.add(any(GLOBAL));
        }
        return String.join(" ", words);
    }

    private String get() {
        List<String> words = new ArrayList<>(List.of("get"));
        boolean named = chance(3);
        words.add(named ? any(NAMED) : quoted(any(TYPES)));
        if (!chance(8)) {
            words.add(any(words("namespaces")));
        }
        if (!chance(3)) {
            words.add(output());
        }
        while (chance(2)) {
            words.add(flag());
        }
        if (chance(12)) {
            words.add(any(GLOBAL));
        }
        return String.join(" ", words);
    }

    private String output() {
        return switch (random.nextInt(16)) {
            case 0, 1 -> "-o yaml";
            case 2 -> any(List.of("-o json", "-ojson", "-o=json", "--output json", "-o JSON"));
            case 3 -> "-o kyaml";
            case 4 -> "-o wide";
            case 5 -> "-o name";
            case 6, 7, 8 -> "-o " + quoted("jsonpath=" + template());
            case 9 -> "-o " + quoted("jsonpath-as-json=" + template());
            case 10, 11, 12 -> "-o " + quoted("custom-columns=" + columns());
            case 13 -> any(words("bad-formats"));
            default -> "-o jsonpath --template " + quoted(template());
        };
    }

    private String template() {
        if (chance(3)) {
            return any(BAD_PATHS);
        }
        String path = "{." + any(FIELDS) + "}";
        return switch (random.nextInt(4)) {
            case 0 -> path;
            case 1 -> "{.items[*]." + any(FIELDS) + "}";
            case 2 -> "{range .items[*]}" + path + "|{." + any(FIELDS) + "}{\"\\n\"}{end}";
            default -> "<{." + any(FIELDS) + "}> " + path;
        };
    }

    private String columns() {
        List<String> columns = new ArrayList<>();
        do {
            String path = any(FIELDS);
            columns.add(
                    any(List.of("A", "NAME", "Ünï", "a b", "x.y"))
                            + ":"
                            + any(List.of("." + path, path, "{." + path + "}", "{" + path + "}")));
        } while (chance(2));
        return String.join(",", columns);
    }

    private String flag() {
        return switch (random.nextInt(16)) {
            case 0, 1 -> "-l " + quoted(any(SELECTORS));
            case 2 -> "--field-selector " + quoted(any(FIELD_SELECTORS));
            case 3, 4 -> "--sort-by " + quoted(sortBy());
            case 5 -> "--chunk-size=" + any(words("chunk-sizes"));
            case 6 -> "-L " + quoted(any(words("label-columns")));
            default -> any(words("get-flags"));
        };
    }

    private String sortBy() {
        return any(List.of(".", "", "{.")) + any(FIELDS) + any(List.of("", "", "}"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
