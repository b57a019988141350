package dev.mcpk8s.sandbox;

import dev.mcpk8s.sandbox.SandboxException.Reason;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Turns a run into a process: contained by the kernel, in its own session and with the system's
 * limits, each where it can.
 */
final class Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    /** Beyond this a kernel refuses one argument (Linux: {@code MAX_ARG_STRLEN}, 32 pages). */
    private static final int LONGEST_ARGUMENT = 128 * 1024 - 1;

    private final List<String> ownSession;
    private final List<String> limits;
    private final Charset argumentCharset;
    private final CompletableFuture<Optional<Containment>> containment;

    /**
     * @param helpers programs beside the tool itself that it may start
     * @throws IllegalStateException when containment is required and there is too little of it
     */
    Launcher(ProgramSearch search, SandboxSettings settings, List<Path> helpers) {
        this.ownSession = search.find("setsid").map(Path::toString).stream().toList();
        Optional<Path> prlimit = search.find("prlimit");
        this.limits = limits(prlimit, settings);
        this.argumentCharset = argumentCharset();
        List<Path> programs = Stream.concat(helpers.stream(), prlimit.stream()).toList();
        ContainmentMode mode = settings.containment();
        CompletableFuture<Optional<Containment>> found =
                mode == ContainmentMode.OFF
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : Containment.find(settings, programs, argumentCharset);
        this.containment = found.thenApply(kernel -> sayWhatIsMissing(mode, kernel));
        if (mode == ContainmentMode.REQUIRED && !layers().suffice()) {
            throw new IllegalStateException(
                    "mcp-k8s.sandbox.containment is required, and this system cannot contain"
                            + " external programs: "
                            + layers().byName());
        }
    }

    private Optional<Containment> sayWhatIsMissing(
            ContainmentMode mode, Optional<Containment> kernel) {
        Map<String, Boolean> parts = new LinkedHashMap<>();
        if (mode != ContainmentMode.OFF) {
            parts.putAll(layers(kernel).byName());
        }
        parts.put("session", kernel.isPresent() || !ownSession.isEmpty());
        parts.put("limits", kernel.isPresent() || !limits.isEmpty());
        parts.put("proc", ProcessTable.isReadable());
        if (parts.containsValue(false)) {
            LoggingEventBuilder line = LOG.atWarn();
            for (Map.Entry<String, Boolean> part : parts.entrySet()) {
                line = line.addKeyValue(part.getKey(), part.getValue());
            }
            line.log("the sandbox does without what is false here");
        }
        if (!argumentCharset.equals(StandardCharsets.UTF_8)) {
            LOG.warn("arguments of programs are not UTF-8 here: start with LANG=C.UTF-8");
        }
        return kernel;
    }

    private static ContainmentLayers layers(Optional<Containment> kernel) {
        return kernel.map(Containment::layers).orElse(ContainmentLayers.NONE);
    }

    /** What holds programs back here. */
    ContainmentLayers layers() {
        return layers(containment.join());
    }

    /** Whether each program is the leader of a session of its own. */
    boolean leadsSession() {
        return containment.join().isPresent() || !ownSession.isEmpty();
    }

    /** What puts a program that Java starts into its own session; empty when nothing can. */
    List<String> ownSession() {
        return ownSession;
    }

    /** Whether a program can be started inside a control group. */
    boolean entersGroups() {
        return containment.join().isPresent();
    }

    /**
     * @param group where the program is to be born; only where {@link #entersGroups}
     * @throws SandboxException {@link Reason#INPUT_REFUSED} or {@link Reason#NOT_STARTED}
     */
    Process start(
            SandboxRun run,
            RunFolder folder,
            Map<String, String> environment,
            Optional<RunCgroup> group) {
        checkArguments(run.arguments());
        List<String> words = new ArrayList<>(limits);
        words.add(folder.program(run).toString());
        words.addAll(run.arguments());
        Optional<Containment> kernel = containment.join();
        try {
            return kernel.isPresent()
                    ? kernel.get().start(words, run, folder, environment, group)
                    : startUncontained(words, folder, environment);
        } catch (IOException failure) {
            LOG.atDebug()
                    .addKeyValue("failure", failure.getClass().getSimpleName())
                    .log("no start");
            // the exception's message would show the arguments
            throw new SandboxException(
                    Reason.NOT_STARTED,
                    run.name() + " could not be started: the operating system refused it");
        }
    }

    private Process startUncontained(
            List<String> program, RunFolder folder, Map<String, String> environment)
            throws IOException {
        List<String> words = new ArrayList<>(ownSession);
        words.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.directory(folder.workingFolder().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(input(folder.stdin()));
        return builder.start();
    }

    /** Refuses what would reach the program changed. */
    private void checkArguments(List<String> arguments) {
        CharsetEncoder encoder = argumentCharset.newEncoder();
        for (String argument : arguments) {
            if (argument.indexOf('\0') >= 0) {
                throw refused("an argument has a NUL character in it");
            }
            if (!encoder.canEncode(argument)) {
                throw refused(
                        "an argument has characters that cannot be passed on here; the service"
                                + " must be started with LANG=C.UTF-8");
            }
            if (argument.getBytes(argumentCharset).length > LONGEST_ARGUMENT) {
                throw refused(
                        "an argument is longer than "
                                + LONGEST_ARGUMENT
                                + " bytes; send it as a file or on standard input");
            }
        }
    }

    private static SandboxException refused(String message) {
        return new SandboxException(Reason.INPUT_REFUSED, message);
    }

    private static Redirect input(@Nullable Path stdin) {
        return Redirect.from(stdin == null ? new File("/dev/null") : stdin.toFile());
    }

    /** No core dumps, ever: they would hold the kubeconfig. */
    private static List<String> limits(Optional<Path> prlimit, SandboxSettings settings) {
        if (prlimit.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(List.of(prlimit.get().toString(), "--core=0"));
        addLimit("--fsize=", settings.maximumWrittenFile(), words);
        addLimit("--data=", settings.maximumMemory(), words);
        addLimit("--nproc=", settings.maximumProcesses(), words);
        words.add("--");
        return List.copyOf(words);
    }

    private static void addLimit(String option, long limit, List<String> words) {
        if (limit > 0) {
            words.add(option + limit);
        }
    }

    /** How the JDK writes arguments: by the locale the service was started with. */
    private static Charset argumentCharset() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
    }
}
