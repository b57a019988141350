package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpk8s.sandbox.SandboxException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A control group for each run, on machines that let us make some; real processes. */
class CgroupTest {

    private static final int TASKS = 60;
    private static final long MEMORY = 150_000_000;

    /** Found by no mark, session, parent or pipe: only a control group holds it. */
    private static final String HIDDEN = "(env -i setsid sh -c '(sleep %s &)' >/dev/null 2>&1 &)";

    private final Path temp;
    private final Sandbox sandbox;
    private final Tools.Kept kept = new Tools.Kept();
    private final Tools.Stop stop = new Tools.Stop();

    CgroupTest(@TempDir Path temp) {
        this.temp = temp;
        this.sandbox = Sandbox.open(limited(temp.resolve("base")));
    }

    @BeforeEach
    void needsGroups() {
        assumeTrue(sandbox.cgroups().processTree(), "no control groups for us here");
    }

    @AfterEach
    void close() {
        sandbox.close();
        sandbox.groups().ifPresent(group -> assertThat(group.folder()).doesNotExist());
    }

    @Test
    void aProgramAndItsChildrenAreBornInItsGroup() throws Exception {
        CompletableFuture<Integer> run = start("sleep 600 & setsid sleep 600 & echo ready; wait");
        Tools.await(() -> kept.text().contains("ready"));
        Tools.await(() -> Tools.marked(sandbox.folder().getFileName() + "/") == 3);
        Set<String> marked =
                ProcessTable.read().stream()
                        .map(ProcessTable.Entry::pid)
                        .filter(pid -> ProcessTable.environmentContains(pid, mark()))
                        .map(pid -> Long.toString(pid))
                        .collect(Collectors.toSet());
        assertThat(groupsOfRuns()).hasSize(1);
        assertThat(CgroupFiles.words(groupsOfRuns().getFirst(), "cgroup.procs"))
                .containsExactlyInAnyOrderElementsOf(marked);
        stop.give();
        run.join();
        assertThat(groupsOfRuns()).isEmpty();
    }

    @Test
    void theWayInIsClosedBehindTheProgram() throws Exception {
        assertThat(run("echo 0 >&3")).isNotZero();
        assertThat(run("test ! -e /dev/fd/3")).isZero();
        assertThat(run("exit 42")).isEqualTo(42);
    }

    @Test
    void whatHidesFromEverySearchEndsToo() throws Exception {
        String seconds = "600.31" + ProcessHandle.current().pid();
        String hidden = HIDDEN.formatted(seconds);
        assertThat(run(hidden, "sleep 0.3; echo done")).isZero();
        Tools.await(() -> sleeping(seconds) == 0);
        CompletableFuture<Integer> run = start(hidden, "sleep 0.3; echo ready; sleep 600");
        Tools.await(() -> kept.text().contains("ready"));
        assertThat(sleeping(seconds)).isEqualTo(1);
        stop.give();
        run.join();
        assertThat(sleeping(seconds)).isZero();
    }

    @Test
    void aHundredRunsAtOnceShareNothing() throws Exception {
        // written before anything is started: a file that is open somewhere cannot be run
        Path tool = Tools.script(temp.resolve("many"), "tool", "(setsid sleep 600 &); exit $1");
        List<CompletableFuture<Integer>> runs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            SandboxRun run = SandboxRun.of("tool", tool, Integer.toString(i));
            runs.add(async(() -> sandbox.run(run, kept, StopSignal.NEVER)));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(runs.get(i).join()).isEqualTo(i);
        }
        assertThat(groupsOfRuns()).isEmpty();
    }

    @Test
    void aForkBombIsStopped() throws Exception {
        assumeTrue(sandbox.cgroups().processes(), "no control group counts processes here");
        String bomb = "i=0; while [ $i -lt 400 ]; do sleep 600 & i=$((i+1)); done; exit 0";
        assertThatThrownBy(() -> run(bomb))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.PROCESS_LIMIT))
                .hasMessageContaining("more than " + TASKS + " processes and threads")
                .hasMessageContaining("mcp-k8s.sandbox.maximum-tasks");
        assertThat(Tools.marked(mark())).isZero();
        assertThat(run("exit 0")).isZero();
    }

    @Test
    void processesThatTogetherTakeTooMuchAreEnded() throws Exception {
        assumeTrue(sandbox.cgroups().memory(), "no control group counts memory here");
        assumeTrue(Files.isExecutable(Attacker.PERL), "no perl here");
        String greedy = "perl -e '$x = \"x\" x 60_000_000; sleep 600' & ";
        assertThatThrownBy(() -> run(greedy + greedy + greedy + "wait; exit 0"))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.MEMORY_LIMIT))
                .hasMessageContaining("more than " + MEMORY + " bytes of memory")
                .hasMessageContaining("mcp-k8s.sandbox.maximum-memory");
        assertThat(Tools.marked(mark())).isZero();
        assertThat(run("exec perl -e '$x = \"x\" x 60_000_000; exit 0'")).isZero();
    }

    /** What systemd's {@code Delegate=yes} gives: a group below the root with the service alone. */
    @Test
    void aServiceMovesOutOfItsOwnGroupAndBack() throws Exception {
        assumeTrue(sandbox.cgroups().memory(), "no control group counts memory here");
        Path own = OwnCgroup.find().orElseThrow().folder();
        Path delegated = own.resolve("mcp-k8s-test-" + ProcessHandle.current().pid());
        Path tool = Tools.script(temp.resolve("moving"), "tool", "echo ready; sleep 600");
        try {
            Process service = serviceIn(Files.createDirectory(delegated), tool);
            assertThat(service.inputReader().readLine()).isEqualTo("ready");
            assertThat(CgroupFiles.words(delegated, "cgroup.procs")).isEmpty();
            Path leaf =
                    children(delegated).stream()
                            .filter(CgroupControllers::isLeaf)
                            .findFirst()
                            .orElseThrow();
            assertThat(CgroupFiles.words(leaf, "cgroup.procs"))
                    .contains(Long.toString(service.pid()));
            service.destroyForcibly().waitFor();
            CgroupFiles.remove(delegated);
            Tools.script(temp.resolve("moving"), "tool", "exit 0");
            assertThat(serviceIn(Files.createDirectory(delegated), tool).waitFor()).isZero();
            assertThat(CgroupFiles.words(delegated, "cgroup.subtree_control")).isEmpty();
            assertThat(children(delegated)).isEmpty();
        } finally {
            CgroupFiles.remove(delegated);
        }
    }

    private Process serviceIn(Path group, Path tool) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "echo $$ > \"$0\"/cgroup.procs; exec \"$@\"",
                        group.toString(),
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledService.class.getName(),
                        Files.createDirectories(temp.resolve("other")).toString(),
                        tool.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<Path> children(Path group) throws IOException {
        try (Stream<Path> all = Files.list(group)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    @Test
    void theyCanBeSwitchedOff() throws Exception {
        SandboxSettings off = limited(temp.resolve("off")).containing(ContainmentMode.OFF);
        try (Sandbox without = Sandbox.open(off)) {
            assertThat(without.cgroups()).isEqualTo(CgroupLayers.NONE);
            assertThat(without.groups()).isEmpty();
        }
    }

    @FunctionalInterface
    private interface Running {
        int run() throws Exception;
    }

    private static CompletableFuture<Integer> async(Running body) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return body.run();
                    } catch (Exception failure) {
                        throw new IllegalStateException(failure);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private CompletableFuture<Integer> start(String... lines) {
        return async(() -> run(lines));
    }

    private int run(String... lines) throws Exception {
        Path folder = Files.createTempDirectory(temp, "tools");
        Path tool = Tools.script(folder, "tool", lines);
        return sandbox.run(SandboxRun.of("tool", tool), kept, stop);
    }

    private String mark() {
        return sandbox.folder().getFileName() + "/";
    }

    private List<Path> groupsOfRuns() {
        try {
            return children(sandbox.groups().orElseThrow().folder());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static long sleeping(String argument) {
        return ProcessHandle.allProcesses()
                .filter(
                        process ->
                                process.info()
                                        .commandLine()
                                        .map(line -> line.endsWith("sleep " + argument))
                                        .orElse(false))
                .count();
    }

    private static SandboxSettings limited(Path base) {
        SandboxSettings usual = SandboxSettings.DEFAULT.in(base);
        return new SandboxSettings(
                base,
                usual.maximumConcurrent(),
                usual.maximumQueue(),
                usual.maximumWait(),
                usual.maximumOutput(),
                usual.maximumFiles(),
                usual.maximumFileBytes(),
                usual.maximumWrittenFile(),
                MEMORY,
                0,
                TASKS,
                true,
                ContainmentMode.PREFERRED);
    }
}
