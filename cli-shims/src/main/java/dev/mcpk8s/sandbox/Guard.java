package dev.mcpk8s.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small process that outlives the service for a moment: when the service dies of anything, even
 * SIGKILL, it ends the programs that were running and removes their files. Why it is needed:
 * docs/adr/0004.
 */
final class Guard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final Path SHELL = Path.of("/bin/sh");

    private final List<String> command;
    private @Nullable Process process;

    /**
     * @param prefix what stands before every command, so that signals to our own group spare it
     * @param group that holds all programs, where there is one
     */
    Guard(List<String> prefix, ServiceFolder folder, Optional<ServiceCgroup> group) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(SHELL.toString(), "-c", script(), "mcp-k8s-sandbox-guard"));
        words.add(RunFolder.MARK + "=" + folder.id() + "/");
        words.add(folder.path().toString());
        group.ifPresent(found -> words.add(found.folder().toString()));
        this.command = List.copyOf(words);
    }

    /** Whether this system has what the guard needs. */
    static boolean isPossible() {
        return ProgramSearch.isProgram(SHELL) && Files.isReadable(Path.of("/proc/self/environ"));
    }

    /** Starts the guard, or another one when somebody ended it. */
    synchronized void ensureRunning() throws IOException {
        if (process != null && process.isAlive()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        builder.directory(new java.io.File("/"));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        process = builder.start();
    }

    /** Sends the guard home: everything was put away. */
    @Override
    public synchronized void close() {
        Process running = process;
        if (running == null) {
            return;
        }
        try (OutputStream words = running.getOutputStream()) {
            words.write("done\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException alreadyGone) {
            LOG.trace("the guard is gone already");
        }
        process = null;
    }

    private static String script() {
        try (InputStream script = Guard.class.getResourceAsStream("guard.sh")) {
            return new String(
                    Objects.requireNonNull(script, "guard.sh").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
