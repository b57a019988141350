package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output as it comes, slow readers, many runs at once. */
class StreamingTest {

    private final Path temp;
    private final List<Sandbox> opened = new ArrayList<>();

    StreamingTest(@TempDir Path temp) {
        this.temp = temp;
    }

    @AfterEach
    void close() {
        opened.forEach(Sandbox::close);
    }

    private Sandbox open(SandboxSettings settings) {
        Sandbox sandbox = Sandbox.open(settings.in(temp.resolve("base")));
        opened.add(sandbox);
        return sandbox;
    }

    private Path tool(String... lines) throws IOException {
        return Tools.script(temp.resolve("tools"), "tool", lines);
    }

    private static CompletableFuture<Integer> start(
            Sandbox sandbox, SandboxRun run, SandboxOutput output, StopSignal stop) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return sandbox.run(run, output, stop);
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    @Test
    void linesComeWhileTheProgramRuns() throws Exception {
        Path proceed = temp.resolve("proceed");
        Path tool =
                tool("echo one; while ! test -e " + proceed + "; do sleep 0.02; done; echo two");
        Tools.Kept kept = new Tools.Kept();
        CompletableFuture<Integer> run =
                start(
                        open(SandboxSettings.DEFAULT),
                        SandboxRun.of("tool", tool),
                        kept,
                        StopSignal.NEVER);
        Tools.await(() -> kept.text().equals("one\n"));
        Files.createFile(proceed);
        assertThat(run.join()).isZero();
        assertThat(kept.text()).isEqualTo("one\ntwo\n");
    }

    @Test
    void theTwoStreamsAreHandedOverOneAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        AtomicLong bytes = new AtomicLong();
        SandboxOutput watchful =
                new SandboxOutput() {
                    @Override
                    public void stdout(byte[] piece) {
                        together.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        bytes.addAndGet(piece.length);
                        Thread.onSpinWait();
                        inside.decrementAndGet();
                    }

                    @Override
                    public void stderr(byte[] piece) {
                        stdout(piece);
                    }
                };
        Path tool = tool("head -c 3000000 /dev/zero >&2 & head -c 3000000 /dev/zero; wait");
        Sandbox sandbox = open(SandboxSettings.DEFAULT);
        assertThat(sandbox.run(SandboxRun.of("tool", tool), watchful, StopSignal.NEVER)).isZero();
        assertThat(together).hasValue(1);
        assertThat(bytes).hasValue(6_000_000);
    }

    @Test
    void aSlowReaderHoldsTheProgramUp() throws Exception {
        Path progress = temp.resolve("progress");
        Path tool =
                tool(
                        "i=0; while [ $i -lt 64 ]; do",
                        "head -c 1000000 /dev/zero; echo >> " + progress + "; i=$((i+1)); done");
        CountDownLatch reading = new CountDownLatch(1);
        AtomicLong bytes = new AtomicLong();
        SandboxOutput slow =
                new SandboxOutput() {
                    @Override
                    public void stdout(byte[] piece) {
                        try {
                            reading.await();
                        } catch (InterruptedException interrupted) {
                            throw new IllegalStateException(interrupted);
                        }
                        bytes.addAndGet(piece.length);
                    }

                    @Override
                    public void stderr(byte[] piece) {}
                };
        CompletableFuture<Integer> run =
                start(
                        open(SandboxSettings.DEFAULT.containing(ContainmentMode.OFF)),
                        SandboxRun.of("tool", tool),
                        slow,
                        StopSignal.NEVER);
        Thread.sleep(1500);
        assertThat(progress).doesNotExist();
        assertThat(run).isNotDone();
        reading.countDown();
        assertThat(run.join()).isZero();
        assertThat(bytes).hasValue(64_000_000);
    }

    @Test
    void aHundredAtOnceDoNotMix() throws Exception {
        Sandbox sandbox = open(SandboxSettings.DEFAULT);
        Path tool =
                tool(
                        "for i in 1 2 3 4 5; do echo \"$1\"; done",
                        "cat \"$KUBECONFIG\" file; echo \"$1\" >&2; exit $(($1 % 50))");
        List<Tools.Kept> outputs = new ArrayList<>();
        List<CompletableFuture<Integer>> runs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Tools.Kept kept = new Tools.Kept();
            outputs.add(kept);
            byte[] content = ("file " + i + "\n").getBytes(StandardCharsets.UTF_8);
            SandboxRun run =
                    new SandboxRun(
                            "tool",
                            tool,
                            List.of(Integer.toString(i)),
                            Map.of("file", content),
                            new byte[0],
                            "config " + i + "\n");
            runs.add(start(sandbox, run, kept, StopSignal.NEVER));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(runs.get(i).join()).isEqualTo(i % 50);
            assertThat(outputs.get(i).text())
                    .isEqualTo((i + "\n").repeat(5) + "config " + i + "\nfile " + i + "\n");
            assertThat(outputs.get(i).errors()).isEqualTo(i + "\n");
        }
    }

    @Test
    void beyondTheQueueRunsAreRefusedAndAWaitEndsWithItsStop() throws Exception {
        Sandbox sandbox = open(SandboxSettings.DEFAULT.allowing(1, 1, Tools.GENEROUS));
        Tools.Stop first = new Tools.Stop();
        Tools.Stop second = new Tools.Stop();
        Tools.Kept kept = new Tools.Kept();
        SandboxRun run = SandboxRun.of("tool", tool("echo ready; exec sleep 600"));
        CompletableFuture<Integer> running = start(sandbox, run, kept, first);
        Tools.await(() -> kept.text().equals("ready\n"));
        CompletableFuture<Integer> waiting = start(sandbox, run, kept, second);
        Tools.await(() -> sandbox.waiting() == 1);
        refused(sandbox, run, SandboxException.Reason.BUSY);
        second.give();
        assertThatThrownBy(waiting::join).hasMessageContaining("stopped while it waited");
        CompletableFuture<Integer> next = start(sandbox, run, new Tools.Kept(), first);
        Tools.await(() -> sandbox.waiting() == 1);
        first.give();
        assertThat(running.join()).isEqualTo(143);
        assertThatThrownBy(next::join).hasMessageContaining("stopped while it waited");
        assertThat(sandbox.run(SandboxRun.of("t", tool("exit 7")), kept, StopSignal.NEVER))
                .isEqualTo(7);
    }

    @Test
    void aWaitHasAnEnd() throws Exception {
        Sandbox sandbox = open(SandboxSettings.DEFAULT.allowing(1, 5, Duration.ofMillis(50)));
        Tools.Stop stop = new Tools.Stop();
        Tools.Kept kept = new Tools.Kept();
        SandboxRun run = SandboxRun.of("tool", tool("echo ready; exec sleep 600"));
        CompletableFuture<Integer> running = start(sandbox, run, kept, stop);
        Tools.await(() -> kept.text().equals("ready\n"));
        refused(sandbox, run, SandboxException.Reason.BUSY);
        stop.give();
        assertThat(running.join()).isEqualTo(143);
    }

    private static void refused(Sandbox sandbox, SandboxRun run, SandboxException.Reason reason) {
        assertThatThrownBy(() -> sandbox.run(run, new Tools.Kept(), StopSignal.NEVER))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
