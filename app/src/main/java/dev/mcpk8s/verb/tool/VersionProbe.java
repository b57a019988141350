package dev.mcpk8s.verb.tool;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.sandbox.Sandbox;
import dev.mcpk8s.sandbox.SandboxException;
import dev.mcpk8s.sandbox.SandboxOutput;
import dev.mcpk8s.sandbox.SandboxRun;
import dev.mcpk8s.sandbox.StopSignal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a tool for its version, offline and within a time limit. */
final class VersionProbe {

    private static final Pattern VERSION = Pattern.compile("\\bv?\\d+\\.\\d+\\.\\d+[\\w.+-]*");

    private final Sandbox sandbox;
    private final Duration limit;

    VersionProbe(Sandbox sandbox, Duration limit) {
        this.sandbox = sandbox;
        this.limit = limit;
    }

    /** The version as the tool writes it; empty when it does not say one in time. */
    Optional<String> ask(Tool tool, Path program) throws InterruptedException {
        SandboxRun run =
                new SandboxRun(
                        tool.command(), program, question(tool), Map.of(), new byte[0], null);
        Answer answer = new Answer();
        try {
            sandbox.run(run, answer, after(limit));
        } catch (SandboxException failure) {
            return Optional.empty();
        }
        Matcher version = VERSION.matcher(answer.text.toString(StandardCharsets.UTF_8));
        return version.find() ? Optional.of(version.group()) : Optional.empty();
    }

    /** The flags keep each tool from asking a cluster or a server. */
    private static List<String> question(Tool tool) {
        return switch (tool) {
            case KUBECTL -> List.of("version", "--client");
            case HELM -> List.of("version", "--short");
            case ISTIOCTL -> List.of("version", "--remote=false", "--short");
            case ARGOCD -> List.of("version", "--client", "--short");
        };
    }

    private static StopSignal after(Duration limit) {
        return action -> {
            CompletableFuture<Void> late =
                    CompletableFuture.runAsync(
                            action,
                            CompletableFuture.delayedExecutor(
                                    limit.toNanos(), TimeUnit.NANOSECONDS));
            return () -> late.cancel(false);
        };
    }

    /** The beginning of standard output; a version stands in the first lines. */
    private static final class Answer implements SandboxOutput {

        private static final int ENOUGH = 4096;
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();

        @Override
        public void stdout(byte[] piece) {
            text.write(piece, 0, Math.min(piece.length, ENOUGH - text.size()));
        }

        @Override
        public void stderr(byte[] piece) {}
    }
}
