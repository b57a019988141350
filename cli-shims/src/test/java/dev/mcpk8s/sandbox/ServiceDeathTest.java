package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service killed in the middle leaves no process and no file; real processes, a real SIGKILL. */
class ServiceDeathTest {

    private final Path temp;
    private final Path base;
    private final List<Process> services = new ArrayList<>();

    ServiceDeathTest(@TempDir Path temp) throws IOException {
        this.temp = temp;
        this.base = Files.createDirectory(temp.resolve("base"));
    }

    private static final String[] NO_WORDS = {};

    private static final String DAEMONISING =
            "(setsid sleep 600 &); (setsid sh -c '(sleep 600 >/dev/null 2>&1 &)' &); sleep 600 &"
                    + " echo ready; wait";

    /** One that lived on would hold the output of the build open. */
    @AfterEach
    void endServices() {
        services.forEach(Process::destroyForcibly);
    }

    @Test
    void theGuardEndsAndRemovesEverythingAfterASigkill() throws Exception {
        Process service = service(DAEMONISING);
        Path folder = onlyFolder();
        // A process that has just been forked shows no environment until it runs its program.
        Tools.await(() -> Tools.marked(folder.getFileName() + "/") >= 4);
        service.destroyForcibly().waitFor();
        Tools.await(() -> Tools.marked(folder.getFileName() + "/") == 0);
        Tools.await(() -> !Files.exists(folder));
    }

    @Test
    void withoutItsGuardTheNextStartCleansUp() throws Exception {
        Process service = service(DAEMONISING);
        Path folder = onlyFolder();
        guardsOf(folder).forEach(ProcessHandle::destroyForcibly);
        Tools.await(() -> guardsOf(folder).isEmpty());
        service.destroyForcibly().waitFor();
        assertThat(Tools.marked(folder.getFileName() + "/")).isPositive();
        assertThat(folder).exists();
        try (Sandbox next = Sandbox.open(SandboxSettings.DEFAULT.in(base))) {
            assertThat(folder).doesNotExist();
            assertThat(next.folder()).exists();
            Tools.await(() -> Tools.marked(folder.getFileName() + "/") == 0);
        }
        try (Stream<Path> left = Files.list(base)) {
            assertThat(left).isEmpty();
        }
    }

    /** A hidden one has no mark, session, parent or pipe. */
    @Test
    void noControlGroupIsLeftAfterTheNextStart() throws Exception {
        Path own = OwnCgroup.find().map(OwnCgroup::folder).orElse(temp);
        String seconds = "600.41" + ProcessHandle.current().pid();
        String hidden = "(env -i setsid sh -c '(sleep " + seconds + " &)' >/dev/null 2>&1 &); ";
        Process service = service(hidden + "sleep 0.3; echo ready; wait; sleep 600");
        Path folder = onlyFolder();
        Path group = own.resolve(folder.getFileName());
        boolean grouped = Files.exists(group);
        assumeTrue(grouped, "no control groups for us here");
        assertThat(sleeping(seconds)).isEqualTo(1);
        Sandbox.open(SandboxSettings.DEFAULT.in(base)).close();
        assertThat(group).exists();
        service.destroyForcibly().waitFor();
        Tools.await(() -> sleeping(seconds) == 0);
        Tools.await(() -> !Files.exists(folder));
        Sandbox.open(SandboxSettings.DEFAULT.in(base)).close();
        assertThat(group).doesNotExist();
        Process other = service("(setsid sleep " + seconds + " &); echo ready; sleep 600");
        Path unguarded = onlyFolder();
        Path next = own.resolve(unguarded.getFileName());
        guardsOf(unguarded).forEach(ProcessHandle::destroyForcibly);
        Tools.await(() -> guardsOf(unguarded).isEmpty());
        other.destroyForcibly().waitFor();
        assertThat(next).exists();
        Sandbox.open(SandboxSettings.DEFAULT.in(base)).close();
        assertThat(next).doesNotExist();
        assertThat(sleeping(seconds)).isZero();
    }

    private static long sleeping(String argument) {
        return ProcessTable.read().stream()
                .map(entry -> ProcessHandle.of(entry.pid()))
                .flatMap(handle -> handle.stream())
                .flatMap(handle -> handle.info().commandLine().stream())
                .filter(line -> line.endsWith("sleep " + argument))
                .count();
    }

    @Test
    void theNextStartLeavesALivingServiceAlone() throws Exception {
        Process service = service("echo ready; exec sleep 600");
        Path folder = onlyFolder();
        Sandbox.open(SandboxSettings.DEFAULT.in(base)).close();
        Sandbox.open(SandboxSettings.DEFAULT.in(base)).close();
        assertThat(folder).exists();
        Tools.await(() -> Tools.marked(folder.getFileName() + "/") == 1);
        service.destroyForcibly().waitFor();
        Tools.await(() -> !Files.exists(folder));
    }

    @Test
    void theGuardGoesWithAServiceThatEndsInOrder() throws Exception {
        Process service = service("echo ready; exit 0");
        service.waitFor();
        Tools.await(() -> guardsOf(base).isEmpty());
        try (Stream<Path> left = Files.list(base)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void foldersOfOtherNamesAndOtherThingsAreNotTouched() throws Exception {
        Path other = Files.createDirectory(base.resolve("something-else"));
        Path file = Files.createFile(base.resolve("mcp-k8s-sandbox-file"));
        Path young = Files.createDirectory(base.resolve("mcp-k8s-sandbox-young"));
        Path link = base.resolve("mcp-k8s-sandbox-link");
        Files.createSymbolicLink(link, other);
        Sandbox.open(SandboxSettings.DEFAULT.in(base)).close();
        assertThat(List.of(other, file, young, link)).allMatch(Files::exists);
    }

    @Test
    void anArgumentThatTheLocaleCannotWriteIsRefusedNotChanged() throws Exception {
        Path tool = Tools.script(temp.resolve("t"), "tool", "printf '%s\\n' \"$1\"");
        assertThat(output(builder("C", tool, "grün"))).isEqualTo("INPUT_REFUSED");
        assertThat(output(builder("C.UTF-8", tool, "grün ✓"))).isEqualTo("grün ✓");
    }

    private Process service(String script) throws IOException {
        Path tool = Tools.script(temp.resolve("t"), "tool", script);
        Process service = builder("C.UTF-8", tool).start();
        services.add(service);
        BufferedReader reader = service.inputReader(StandardCharsets.UTF_8);
        assertThat(reader.readLine()).isEqualTo("ready");
        return service;
    }

    private static String output(ProcessBuilder builder) throws Exception {
        Process service = builder.start();
        try (BufferedReader reader = service.inputReader(StandardCharsets.UTF_8)) {
            String line = String.valueOf(reader.readLine());
            service.waitFor();
            return line;
        }
    }

    private ProcessBuilder builder(String locale, Path tool, String... arguments)
            throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("--enable-native-access=ALL-UNNAMED");
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.add(KilledService.class.getName());
        words.addAll(List.of(base.toString(), tool.toString()));
        for (String argument : arguments) {
            words.add(URLEncoder.encode(argument, StandardCharsets.UTF_8));
        }
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("LC_ALL", locale);
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private Path onlyFolder() throws IOException {
        try (Stream<Path> folders = Files.list(base)) {
            List<Path> all = folders.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private static List<ProcessHandle> guardsOf(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> names(process.info().arguments().orElse(NO_WORDS), folder))
                .toList();
    }

    private static boolean names(String[] words, Path folder) {
        return Stream.of(words).anyMatch(word -> word.startsWith(folder.toString()));
    }
}
