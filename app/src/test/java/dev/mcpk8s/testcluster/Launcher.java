package dev.mcpk8s.testcluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One running {@code scripts/testcluster up}: a process that holds a cluster for as long as its
 * standard input is open. The operating system closes that input when this JVM dies, so no cluster
 * outlives its tests.
 */
final class Launcher implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REMEMBERED_LINES = 40;

    private final Process process;
    private final BufferedReader answers;
    private final Thread progress;
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final JsonNode ready;

    private Launcher(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        // a virtual thread would keep one of the few carriers for as long as the cluster lives
        this.progress =
                Thread.ofPlatform().daemon().name("testcluster-progress").start(this::showProgress);
        this.ready = readLine();
        if (!ready.path("ready").asBoolean()) {
            throw new IllegalStateException("the test cluster said " + ready);
        }
    }

    /**
     * Starts a cluster and waits until it is ready; the first time on a machine, that builds
     * Kubernetes.
     */
    static Launcher start() {
        return start(Map.of());
    }

    /** The same with variables added to the environment, and with further options of {@code up}. */
    static Launcher start(Map<String, String> environment, String... options) {
        Path script = script();
        try {
            ProcessBuilder builder = new ProcessBuilder(script.toString(), "up");
            builder.command().addAll(List.of(options));
            builder.environment().putAll(environment);
            return new Launcher(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot run " + script.getFileName() + " (it needs bash and Go 1.26)", e);
        }
    }

    /**
     * Runs the script with other words than {@code up}, to its end.
     *
     * @return what it said on standard error, empty when it succeeded
     */
    static Optional<String> failure(String... words) {
        try {
            ProcessBuilder builder = new ProcessBuilder(script().toString());
            builder.command().addAll(List.of(words));
            Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            String said =
                    new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(said.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the launcher ran", e);
        }
    }

    /** The script, found from the folder of the build or of any of its modules. */
    private static Path script() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path script = folder.resolve("scripts/testcluster");
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        throw new IllegalStateException(
                "scripts/testcluster is in no folder above the working directory");
    }

    /** A field of the line that said that the cluster is ready. */
    String text(String field) {
        return ready.path(field).asText();
    }

    /** The cluster's programs and their process ids, as of its start. */
    Map<String, Long> processes() {
        Map<String, Long> processes = new TreeMap<>();
        ready.path("processes")
                .properties()
                .forEach(e -> processes.put(e.getKey(), e.getValue().asLong()));
        return processes;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Sends a command and waits for it to be carried out. */
    synchronized void say(String command) {
        try {
            var commands = process.outputWriter(StandardCharsets.UTF_8);
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(ended(), e);
        }
        JsonNode answer = readLine();
        if (!answer.path("ok").asBoolean()) {
            throw new IllegalStateException(command + ": " + answer.path("error").asText());
        }
    }

    private JsonNode readLine() {
        try {
            @Nullable String line = answers.readLine();
            if (line == null) {
                process.waitFor(10, TimeUnit.SECONDS);
                progress.join(1_000);
                throw new IllegalStateException(ended());
            }
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the test cluster answered something else than JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the test cluster", e);
        }
    }

    private String ended() {
        synchronized (lastWords) {
            return "the test cluster ended. `make kubernetes` shows what it needs. It said:\n"
                    + String.join("\n", lastWords);
        }
    }

    /**
     * A first build takes minutes: a person who waits sees its lines, and a failure carries them.
     */
    private void showProgress() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.err.println("testcluster: " + line);
                synchronized (lastWords) {
                    lastWords.add(line);
                    if (lastWords.size() > REMEMBERED_LINES) {
                        lastWords.remove();
                    }
                }
            }
        } catch (IOException e) {
            System.err.println("testcluster: " + e);
        }
    }

    /** Ends the cluster and waits until its processes and files are gone. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it has ended already, which is what we want
        }
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
