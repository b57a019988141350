package dev.mcpk8s.differential;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.commandline.CommandText;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.execution.CommandRequest;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command that goes on until it is closed, and what it has printed so far. */
abstract class Watcher implements AutoCloseable {

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    /** With the real kubectl. */
    static Watcher ofKubectl(Path kubectl, Path kubeconfig, String line) throws IOException {
        List<String> words = new ArrayList<>(List.of(kubectl.toString()));
        words.addAll(CommandWords.split(line));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment()
                .putAll(
                        Map.of(
                                "KUBECONFIG", kubeconfig.toString(),
                                "HOME", kubeconfig.getParent().toString()));
        return new OfKubectl(builder.start());
    }

    /** With the service, natively. */
    static Watcher ofService(CommandEngine engine, Path kubeconfig, String line)
            throws IOException {
        OfService watcher = new OfService();
        CommandRequest request =
                new CommandRequest(
                        "watch",
                        Tool.KUBECTL,
                        new CommandText.Line(line),
                        new ClusterTarget(Files.readString(kubeconfig), null, null),
                        new byte[0],
                        Map.of(),
                        CommandRequest.Options.within(Duration.ofMinutes(5)));
        Thread.startVirtualThread(() -> engine.run(request, watcher, watcher.cancellation));
        return watcher;
    }

    final String stdout() {
        return text(stdout);
    }

    final String stderr() {
        return text(stderr);
    }

    /** Whether it will print nothing more. */
    abstract boolean hasEnded();

    @Override
    public abstract void close();

    private static String text(ByteArrayOutputStream bytes) {
        synchronized (bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    final void add(Channel channel, byte[] bytes, int length) {
        ByteArrayOutputStream text = channel == Channel.STDOUT ? stdout : stderr;
        synchronized (text) {
            text.write(bytes, 0, length);
        }
    }

    private static final class OfKubectl extends Watcher {

        private final Process process;

        OfKubectl(Process process) {
            this.process = process;
            Thread.startVirtualThread(() -> copy(process.getInputStream(), Channel.STDOUT));
            Thread.startVirtualThread(() -> copy(process.getErrorStream(), Channel.STDERR));
        }

        private void copy(InputStream from, Channel to) {
            byte[] piece = new byte[8192];
            try (from) {
                for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
                    add(to, piece, read);
                }
            } catch (IOException closed) {
                // it was told to end
            }
        }

        @Override
        boolean hasEnded() {
            return !process.isAlive();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static final class OfService extends Watcher implements Output {

        private final Cancellation cancellation = new Cancellation();
        private volatile boolean ended;

        @Override
        public void emit(OutputEvent event) {
            switch (event) {
                case OutputEvent.Started started -> {
                    if (!started.execution().wireName().equals("native")) {
                        byte[] complaint =
                                "this ran in the sandbox\n".getBytes(StandardCharsets.UTF_8);
                        add(Channel.STDERR, complaint, complaint.length);
                    }
                }
                case OutputEvent.Data data ->
                        add(data.channel(), data.bytes(), data.bytes().length);
                case OutputEvent.File _ -> {}
                case OutputEvent.Finished _ -> ended = true;
            }
        }

        @Override
        boolean hasEnded() {
            return ended;
        }

        @Override
        public void close() {
            cancellation.cancel(ErrorCode.CANCELLED);
        }
    }
}
