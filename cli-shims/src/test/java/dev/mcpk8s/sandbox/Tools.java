package dev.mcpk8s.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Shell scripts that play the external programs, and what the tests ask about their traces. */
final class Tools {

    /** Far beyond what anything takes; only a failing test waits so long. */
    static final Duration GENEROUS = Duration.ofSeconds(60);

    private Tools() {}

    /** An executable script. It finds the usual programs again, which the sandbox hides. */
    static Path script(Path folder, String name, String... lines) throws IOException {
        Path file = Files.createDirectories(folder).resolve(name);
        Files.writeString(
                file, "#!/bin/sh\nPATH=/usr/bin:/bin:$PATH\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    static SandboxRun run(Path program, Map<String, byte[]> files, String stdin) {
        return new SandboxRun(
                "tool",
                program,
                java.util.List.of(),
                files,
                stdin.getBytes(StandardCharsets.UTF_8),
                null);
    }

    /** Processes of this machine that carry the text in their environment. */
    static long marked(String text) {
        return ProcessTable.read().stream()
                .filter(entry -> ProcessTable.environmentContains(entry.pid(), text))
                .count();
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > GENEROUS.toNanos()) {
                throw new AssertionError("it did not happen");
            }
            Thread.sleep(10);
        }
    }

    /** Keeps everything. */
    static final class Kept implements SandboxOutput {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();

        @Override
        public synchronized void stdout(byte[] piece) {
            out.writeBytes(piece);
        }

        @Override
        public synchronized void stderr(byte[] piece) {
            err.writeBytes(piece);
        }

        synchronized byte[] bytes() {
            return out.toByteArray();
        }

        synchronized String text() {
            return out.toString(StandardCharsets.UTF_8);
        }

        synchronized String errors() {
            return err.toString(StandardCharsets.UTF_8);
        }
    }

    /** A stop signal that a test gives. */
    static final class Stop implements StopSignal {

        private final java.util.List<Runnable> actions = new java.util.ArrayList<>();
        private boolean given;

        @Override
        public synchronized Registration onStop(Runnable action) {
            if (given) {
                action.run();
            } else {
                actions.add(action);
            }
            return () -> forget(action);
        }

        synchronized void give() {
            given = true;
            actions.forEach(Runnable::run);
        }

        private synchronized void forget(Runnable action) {
            actions.remove(action);
        }
    }
}
