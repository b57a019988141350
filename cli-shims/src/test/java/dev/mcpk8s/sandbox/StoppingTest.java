package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a run ends, its whole tree ends with it and no file stays. */
class StoppingTest {

    private final Path temp;
    private final Sandbox sandbox;
    private final Tools.Kept kept = new Tools.Kept();
    private final Tools.Stop stop = new Tools.Stop();

    StoppingTest(@TempDir Path temp) {
        this.temp = temp;
        this.sandbox = Sandbox.open(SandboxSettings.DEFAULT.in(temp.resolve("base")));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(Tools.marked(sandbox.folder().getFileName() + "/")).isZero();
        if (Files.exists(sandbox.folder())) {
            try (Stream<Path> left = Files.list(sandbox.folder())) {
                assertThat(left).hasSize(1);
            }
        }
        sandbox.close();
    }

    private CompletableFuture<Integer> start(String... lines) throws IOException {
        Path tool = Tools.script(temp.resolve("tools"), "tool", lines);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return sandbox.run(SandboxRun.of("tool", tool), kept, stop);
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private void awaitText(String text) throws InterruptedException {
        Tools.await(() -> kept.text().contains(text));
    }

    @Test
    void aPlainProgramEndsOnTheSignal() throws Exception {
        CompletableFuture<Integer> run = start("echo ready; exec sleep 600");
        awaitText("ready");
        stop.give();
        assertThat(run.join()).isEqualTo(143);
    }

    @Test
    void aProgramMayTidyUpBeforeItEnds() throws Exception {
        CompletableFuture<Integer> run =
                start("trap 'echo tidy; exit 5' TERM; echo ready; sleep 600 & wait");
        awaitText("ready");
        stop.give();
        assertThat(run.join()).isEqualTo(5);
        assertThat(kept.text()).isEqualTo("ready\ntidy\n");
    }

    @Test
    void aProgramThatIgnoresTheSignalIsKilled() throws Exception {
        CompletableFuture<Integer> run =
                start("trap '' TERM INT HUP; echo ready; while :; do sleep 1; done");
        awaitText("ready");
        stop.give();
        assertThat(run.join()).isEqualTo(137);
    }

    @Test
    void theStopMayComeBeforeTheStart() throws Exception {
        stop.give();
        assertThat(start("exec sleep 600").join()).isNotZero();
    }

    @Test
    void daemonsAndOrphansEndToo() throws Exception {
        CompletableFuture<Integer> run = start(DAEMONS + " echo ready; sleep 600");
        awaitText("ready");
        Tools.await(() -> Tools.marked(sandbox.folder().getFileName() + "/") >= 7);
        stop.give();
        assertThat(run.join()).isNotZero();
    }

    @Test
    void whatAProgramLeavesBehindWhenItEndsByItselfEndsToo() throws Exception {
        assertThat(start(DAEMONS + " echo ready; exit 4").join()).isEqualTo(4);
        assertThat(kept.text()).isEqualTo("ready\n");
    }

    @Test
    void processesThatDroppedTheMarkAreFoundBySessionParentOrPipe() throws Exception {
        String unusual = "600.25" + ProcessHandle.current().pid();
        CompletableFuture<Integer> run =
                start(
                        "(env -i sleep " + unusual + " &)",
                        "setsid env -i sleep " + unusual + " &",
                        "(setsid env -i sleep " + unusual + " &)",
                        "echo ready; wait");
        awaitText("ready");
        Tools.await(() -> sleeping(unusual) == 3);
        stop.give();
        run.join();
        assertThat(sleeping(unusual)).isZero();
    }

    @Test
    void aProgramThatNeverStopsStartingOthersEnds() throws Exception {
        CompletableFuture<Integer> run =
                start("trap '' TERM; echo ready; while :; do (setsid sleep 600 &); done");
        awaitText("ready");
        stop.give();
        assertThat(run.join()).isEqualTo(137);
    }

    @Test
    void tooMuchOutputEndsTheProgram() throws Exception {
        sandbox.close();
        Sandbox small = Sandbox.open(SandboxSettings.DEFAULT.in(temp.resolve("s")).writing(1000));
        try (small) {
            Path tool = Tools.script(temp.resolve("tools"), "tool", "while :; do echo 12345; done");
            assertThatThrownBy(() -> small.run(SandboxRun.of("tool", tool), kept, stop))
                    .hasMessage("the command was stopped: it wrote more than 1000 bytes");
        }
        assertThat(kept.bytes()).hasSize(1000);
    }

    @Test
    void closingEndsWhatRunsAndRefusesMore() throws Exception {
        CompletableFuture<Integer> run = start("echo ready; sleep 600 & wait");
        awaitText("ready");
        sandbox.close();
        assertThat(run.join()).isNotZero();
        assertThat(sandbox.folder()).doesNotExist();
        assertThatThrownBy(() -> start("exit 0").join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("the service is stopping");
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

    /** Six processes: orphans, own sessions, double forks, silent and not. */
    private static final String DAEMONS =
            "(sleep 600 &) ; setsid sleep 600 & (setsid sh -c 'sleep 600 & wait' &);"
                    + " (setsid sh -c '(sleep 600 >/dev/null 2>&1 &)' >/dev/null 2>&1 &);"
                    + " (cd / && nohup setsid sleep 600 >/dev/null 2>&1 &);";
}
