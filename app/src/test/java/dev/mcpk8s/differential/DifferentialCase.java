package dev.mcpk8s.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A command line that both kubectl and the service run. Both find the files of {@code
 * differential/files} where they run.
 *
 * @param user whose kubeconfig: {@code admin}, {@code limited}, {@code certificate}, {@code rsa},
 *     {@code expired}, or a file of {@code differential/kubeconfigs}
 * @param input the file that is its standard input, empty for none: {@code ... < name} in the line
 * @param where file and line, for reports
 */
record DifferentialCase(String user, String line, String input, String where) {

    private static final Pattern REDIRECTED = Pattern.compile("(.*) < (\\S+)");

    /** Every file of cases that is not about the sandbox, by name. */
    static List<String> nativeFiles() {
        Pattern wanted = Pattern.compile(System.getProperty("differential.files", ".*"));
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt") && !name.equals("sandboxed.txt"))
                    .filter(name -> wanted.matcher(name).find())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files that every case finds, by relative path. */
    static Map<String, byte[]> files() {
        Path root = filesFolder();
        Map<String, byte[]> content = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                content.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }

    /** A kubeconfig that leads nowhere, for what needs no cluster. */
    static String kubeconfig(String user) {
        try {
            return Files.readString(folder().resolve("kubeconfigs").resolve(user + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException("no such user: " + user, e);
        }
    }

    static Path filesFolder() {
        return folder().resolve("files").toAbsolutePath();
    }

    /** What the case gives on standard input. */
    byte[] stdin() {
        if (input.isEmpty()) {
            return new byte[0];
        }
        try {
            return Files.readAllBytes(filesFolder().resolve(input));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
        int blank = text.startsWith("@") ? text.indexOf(' ') : -1;
        String user = blank < 0 ? "admin" : text.substring(1, blank);
        String line = text.substring(blank + 1);
        Matcher redirected = REDIRECTED.matcher(line);
        return redirected.matches()
                ? new DifferentialCase(user, redirected.group(1), redirected.group(2), where)
                : new DifferentialCase(user, line, "", where);
    }
}
