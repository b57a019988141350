package dev.mcpk8s.sandbox;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts programs with the rights that they need and no others, by the kernel's own means: no new
 * privileges, no capabilities, Landlock for files and ports, a seccomp filter for the rest. Needs
 * neither privileges nor a program of its own; why it is made so: docs/adr/0011.
 */
final class Containment {

    private static final Logger LOG = LoggerFactory.getLogger(Containment.class);

    /** Cannot exist anywhere. */
    private static final String NO_PROGRAM = "/dev/null/program";

    /** Begins a program with the shell that gets in first; nothing is started outside. */
    private static final List<String> ENTER =
            List.of(
                    "/bin/sh",
                    "-c",
                    "echo 0 >&3 || exit 125; exec 3>&-; unset PWD OLDPWD SHLVL; exec \"$@\"",
                    "mcp-k8s-sandbox-enter");

    private static final long CURRENT_FOLDER = -100;
    private static final long WRITE_CLOSED_ON_EXEC = 0x8_0001;

    private final CLibrary library;
    private final Rights rights;
    private final ResourceLimits limits;
    private final Charset charset;

    private Containment(
            CLibrary library, Rights rights, SandboxSettings settings, Charset charset) {
        this.library = library;
        this.rights = rights;
        this.limits = new ResourceLimits(library, settings);
        this.charset = charset;
    }

    /**
     * Looks for containment, as far as this machine has it, trying each layer. It takes some tenths
     * of a second, so a service that starts does not wait for it.
     *
     * @param helpers programs beside the tool itself that it may start
     * @param charset of arguments and names
     * @return empty when programs cannot be started this way at all
     */
    static CompletableFuture<Optional<Containment>> find(
            SandboxSettings settings, List<Path> helpers, Charset charset) {
        return onPlatformThread(() -> look(settings, helpers, charset), _ -> {});
    }

    private static Optional<Containment> look(
            SandboxSettings settings, List<Path> helpers, Charset charset) {
        Optional<CLibrary> found = ProcessTable.isReadable() ? CLibrary.find() : Optional.empty();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        CLibrary library = found.get();
        try {
            warmUp(library, charset);
            Rights rights = new Rights(library, helpers);
            return Optional.of(new Containment(library, rights, settings, charset));
        } catch (KernelException | RuntimeException impossible) {
            LOG.atWarn().addKeyValue("failure", impossible.toString()).log("no containment");
            return Optional.empty();
        }
    }

    /** What holds programs back here. */
    ContainmentLayers layers() {
        return rights.layers();
    }

    /**
     * Starts the program, as the leader of a session of its own, and limits it.
     *
     * @param words its path and its arguments
     * @param group where it is to be born, with all that it starts
     */
    Process start(
            List<String> words,
            SandboxRun run,
            RunFolder folder,
            Map<String, String> environment,
            Optional<RunCgroup> group)
            throws IOException {
        try {
            return onPlatformThread(
                            () -> spawn(words, run, folder, environment, group),
                            process -> process.reap(library))
                    .join();
        } catch (CompletionException failure) {
            throw new IOException("not started", failure.getCause());
        }
    }

    private SpawnedProcess spawn(
            List<String> words,
            SandboxRun run,
            RunFolder folder,
            Map<String, String> environment,
            Optional<RunCgroup> group)
            throws IOException {
        if (group.isEmpty()) {
            return spawn(words, run, folder, environment, OptionalInt.empty());
        }
        List<String> entering = new ArrayList<>(ENTER);
        entering.addAll(words);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment entrance = arena.allocateFrom(group.get().entrance().toString());
            long descriptor =
                    library.call(
                            SystemCall.OPENAT,
                            CURRENT_FOLDER,
                            entrance.address(),
                            WRITE_CLOSED_ON_EXEC,
                            0);
            try {
                return spawn(entering, run, folder, environment, OptionalInt.of((int) descriptor));
            } finally {
                library.call(SystemCall.CLOSE, descriptor);
            }
        }
    }

    private SpawnedProcess spawn(
            List<String> words,
            SandboxRun run,
            RunFolder folder,
            Map<String, String> environment,
            OptionalInt entrance)
            throws IOException {
        Path input = folder.stdin();
        try (Pipe output = Pipe.open(library);
                Pipe errorOutput = Pipe.open(library);
                Arena arena = Arena.ofShared();
                PreparedSpawn program =
                        new PreparedSpawn(
                                library,
                                new PreparedSpawn.Program(
                                        words,
                                        environment.entrySet().stream()
                                                .map(
                                                        entry ->
                                                                entry.getKey()
                                                                        + "="
                                                                        + entry.getValue())
                                                .toList(),
                                        folder.workingFolder().toString(),
                                        input == null ? "/dev/null" : input.toString(),
                                        output.writingEnd(),
                                        errorOutput.writingEnd(),
                                        entrance,
                                        charset),
                                arena)) {
            int error = rights.start(program, run, folder);
            if (error != RestrictedThread.FINE) {
                throw new KernelException("start", error);
            }
            return adopt(program.process(), output, errorOutput);
        }
    }

    private SpawnedProcess adopt(int pid, Pipe output, Pipe errorOutput) throws IOException {
        try {
            limits.apply(pid);
            return SpawnedProcess.of(pid, output.readingEnd(), errorOutput.readingEnd());
        } catch (IOException failure) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            library.call(SystemCall.WAIT4, pid, 0, 0, 0);
            throw failure;
        }
    }

    /** Uses everything once that a restricted thread will use, so that its classes are there. */
    private static void warmUp(CLibrary library, Charset charset) throws KernelException {
        try (Arena arena = Arena.ofShared();
                PreparedSpawn program =
                        new PreparedSpawn(
                                library,
                                new PreparedSpawn.Program(
                                        List.of(NO_PROGRAM),
                                        List.of(),
                                        "/",
                                        "/dev/null",
                                        1,
                                        2,
                                        OptionalInt.empty(),
                                        charset),
                                arena)) {
            List<long[]> calls = List.of(library.words(SystemCall.GETPID));
            int error = RestrictedThread.run(library, calls, program);
            if (error == RestrictedThread.FINE) {
                throw new IllegalStateException("started what cannot be");
            }
        }
    }

    private interface Afterwards<T> {
        void accept(T result) throws IOException;
    }

    /**
     * Restricted threads are started from platform threads only, and it is one of those, with all
     * its rights, that wakes whoever waits, who may be a virtual thread.
     */
    private static <T> CompletableFuture<T> onPlatformThread(
            Callable<T> task, Afterwards<T> afterwards) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable body =
                () -> {
                    try {
                        T value = task.call();
                        result.complete(value);
                        afterwards.accept(value);
                    } catch (Exception | LinkageError failure) {
                        if (!result.completeExceptionally(failure)) {
                            LOG.atError().log("a program's end was not seen");
                        }
                    }
                };
        Thread.ofPlatform().daemon().name("sandbox-program").start(body);
        return result;
    }
}
