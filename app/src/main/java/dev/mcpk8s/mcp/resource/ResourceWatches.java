package dev.mcpk8s.mcp.resource;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.execution.ExecutionSettings;
import dev.mcpk8s.mcp.CallContext;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Watches objects for those who subscribed to them, each with the credentials of whoever asked. A
 * watch that ends, for its time or because the cluster is away, is opened again, and a change that
 * happened in between is noticed then.
 */
@Singleton
public final class ResourceWatches {

    /** All sessions' together: watches must leave room for commands. */
    private static final int MAXIMUM = 500;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration GOOD_RUN = Duration.ofSeconds(10);
    private static final String VERSION = "{.metadata.resourceVersion}";

    private final ClusterReader reader;
    private final CommandEngine engine;
    private final int longestRun;
    private final Semaphore room = new Semaphore(MAXIMUM);

    public ResourceWatches(ClusterReader reader, CommandEngine engine, ExecutionSettings limits) {
        this.reader = reader;
        this.engine = engine;
        this.longestRun = (int) Math.min(limits.maximumTimeout().toSeconds(), Integer.MAX_VALUE);
    }

    /** A watch under way; closed, it says nothing more. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Starts to watch the object at an address.
     *
     * @param changed called after each change, never by two threads at once
     * @throws McpError when there is no such object, when it cannot be read, when it is of a kind
     *     that cannot be watched, or when there is no room for one more
     */
    public Watch open(String uri, CallContext call, Runnable changed) {
        Optional<ResourceAddress> parsed = ResourceAddress.parse(uri);
        if (parsed.isEmpty()) {
            throw error(ErrorCodes.RESOURCE_NOT_FOUND, "there is no such resource");
        }
        ResourceAddress address = parsed.get();
        if (address.type() == null) {
            throw error(ErrorCodes.INVALID_PARAMS, "a resource of this kind cannot be watched");
        }
        ClusterReader.Question once =
                question(address, call, List.of("--output=jsonpath=" + VERSION), 0);
        String version = reader.read(once, call.cancellation()).strip();
        if (!room.tryAcquire()) {
            throw error(ClusterReader.CLUSTER_FAILED, "too many resources are watched already");
        }
        List<String> flags = List.of("--watch", "--output=jsonpath=" + VERSION + "{\"\\n\"}");
        ClusterReader.Question watch = question(address, call, flags, longestRun);
        Cancellation end = new Cancellation();
        VersionLines versions = new VersionLines(version, changed);
        Thread.ofVirtual()
                .name("mcp-watch")
                .start(
                        () -> {
                            try {
                                watch(watch, versions, end);
                            } finally {
                                room.release();
                            }
                        });
        return () -> end.cancel(ErrorCode.CANCELLED);
    }

    private void watch(ClusterReader.Question question, VersionLines versions, Cancellation end) {
        Duration pause = FIRST_PAUSE;
        try {
            while (!end.isCancelled()) {
                long start = System.nanoTime();
                Cancellation run = new Cancellation();
                versions.startRun();
                try (Cancellation.Registration _ =
                        end.onCancel(() -> run.cancel(ErrorCode.CANCELLED))) {
                    engine.run(reader.request(question), versions, run);
                }
                if (run.reason() == ErrorCode.SHUTTING_DOWN) {
                    return;
                }
                boolean good = System.nanoTime() - start > GOOD_RUN.toNanos();
                pause = good ? FIRST_PAUSE : longer(pause);
                end.sleep(pause);
            }
        } catch (CommandException ended) {
            // the subscriber is gone, and nobody else waits for this
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private static ClusterReader.Question question(
            ResourceAddress address, CallContext call, List<String> flags, int seconds) {
        List<String> words = new ArrayList<>(List.of("get"));
        words.addAll(flags);
        if (address.namespace() != null) {
            words.add("--namespace=" + address.namespace());
        }
        words.add("--");
        words.add(Objects.requireNonNull(address.type(), "a watched object has a type"));
        words.add(address.name());
        return new ClusterReader.Question(
                call.kubeconfig(), Tool.KUBECTL, address.context(), words, seconds);
    }

    private static McpError error(int code, String message) {
        return McpError.builder(code).message(message).build();
    }
}
