package dev.mcpk8s.fuzz;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs Jazzer on a target in a process of its own: libFuzzer makes texts, and keeps those that
 * reach code no other did, so that it gets deeper. What breaks the target stands in {@code
 * crash-…}, {@code timeout-…} or {@code oom-…} in the target's folder.
 */
record Search(Target target, Path folder, PrintStream report) {

    /** Whose code guides it: ours, and what reads YAML and JSON for us. */
    private static final String GUIDES =
            String.join(
                    File.pathSeparator,
                    "dev.mcpk8s.**",
                    "org.yaml.**",
                    "com.fasterxml.jackson.core.**");

    private static final Pattern TALK =
            Pattern.compile(
                    "^(INFO|WARNING|OpenJDK)\\b.*|^#\\d+\\s+(NEW|REDUCE|RELOAD)\\b.*|.*# Uses: \\d+|#{6} .*");

    /** Arguments: seconds in all, then targets; without one, all of them. */
    public static void main(String[] arguments) throws Exception {
        List<Target> targets = Stream.of(arguments).skip(1).map(Target::valueOf).toList();
        List<Target> chosen = targets.isEmpty() ? Arrays.asList(Target.values()) : targets;
        int each = Math.max(1, Integer.parseInt(arguments[0]) / chosen.size());
        boolean broken = false;
        for (Target target : chosen) {
            Path folder = Path.of("target", "fuzz", target.name());
            System.out.println("== " + target + " for " + each + " s");
            Search search = new Search(target, folder, System.out);
            if (search.run("-max_total_time=" + each, "-timeout=60") != 0) {
                System.out.println(
                        "Found a defect: keep its file in src/test/resources/fuzz/" + target);
                broken = true;
            }
        }
        System.exit(broken ? 1 : 0);
    }

    /**
     * Searches until libFuzzer's options say that it is enough.
     *
     * @return 0 where nothing was found
     */
    int run(String... options) throws IOException, InterruptedException {
        Path seeds = folder.resolve("seeds");
        Path reached = Files.createDirectories(folder.resolve("reached"));
        write(Seeds.of(target), Files.createDirectories(seeds));
        Path dictionary = dictionary();
        List<String> command = new ArrayList<>(java());
        command.addAll(
                List.of(
                        "--target_class=" + JazzerTarget.class.getName(),
                        "--instrumentation_includes=" + GUIDES,
                        "--custom_hook_includes=" + GUIDES,
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + File.separator,
                        "-dict=" + dictionary,
                        "-max_len=16384",
                        "-rss_limit_mb=0"));
        command.addAll(List.of(options));
        command.addAll(List.of(reached.toString(), seeds.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !TALK.matcher(line).matches()).forEach(report::println);
        }
        return process.waitFor();
    }

    private List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "-XX:-OmitStackTraceInFastThrow",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + JazzerTarget.TARGET + "=" + target,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer");
    }

    private static void write(List<String> texts, Path folder) throws IOException {
        int number = 0;
        for (String text : texts) {
            Files.writeString(folder.resolve(String.valueOf(number++)), text);
        }
    }

    /** The odd pieces of {@link Mutation}, as libFuzzer reads them: each byte by its number. */
    private Path dictionary() throws IOException {
        StringBuilder words = new StringBuilder();
        for (String piece : Mutation.HARD) {
            if (!piece.isEmpty()) {
                words.append('"');
                for (byte one : piece.getBytes(StandardCharsets.UTF_8)) {
                    words.append(String.format("\\x%02X", one));
                }
                words.append("\"\n");
            }
        }
        return Files.writeString(folder.resolve("dictionary"), words);
    }
}
