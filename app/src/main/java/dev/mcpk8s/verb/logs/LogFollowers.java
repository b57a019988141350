package dev.mcpk8s.verb.logs;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Follows several logs at the same time. Their lines mix, but no line is cut by another, unless it
 * is longer than can be kept; the first failure ends all.
 */
final class LogFollowers {

    private static final int LONGEST_KEPT = 256 * 1024;

    private final LogReader reader;
    private final ExecutionContext context;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean ended;

    LogFollowers(LogReader reader, ExecutionContext context) {
        this.reader = reader;
        this.context = context;
    }

    /**
     * Follows them to their ends.
     *
     * @throws CommandException the first failure
     */
    void follow(List<LogSource> logs) throws IOException {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        CompletableFuture<?>[] all =
                logs.stream().map(log -> start(log, failed)).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.anyOf(failed, CompletableFuture.allOf(all)).join();
        } catch (CompletionException failure) {
            switch (failure.getCause()) {
                case CommandException told -> throw told;
                case UncheckedIOException broken -> throw broken.getCause();
                case null, default -> throw failure;
            }
        } finally {
            end();
        }
    }

    private CompletableFuture<Void> start(LogSource log, CompletableFuture<Void> failed) {
        return CompletableFuture.runAsync(
                        () -> {
                            Lines lines = new Lines();
                            try {
                                reader.read(log, lines);
                                lines.flush();
                            } catch (IOException broken) {
                                throw new UncheckedIOException(broken);
                            }
                        },
                        task -> Thread.ofVirtual().start(task))
                .whenComplete(
                        (_, failure) -> {
                            if (failure != null) {
                                failed.completeExceptionally(failure);
                            }
                        });
    }

    private void end() {
        turn.lock();
        try {
            ended = true;
        } finally {
            turn.unlock();
        }
    }

    private void emit(OutputEvent event) {
        turn.lock();
        try {
            if (!ended) {
                context.output().emit(event);
            }
        } finally {
            turn.unlock();
        }
    }

    /** Lets whole lines out. */
    private final class Lines implements Output {

        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

        @Override
        public void emit(OutputEvent event) {
            if (!(event instanceof OutputEvent.Data(Channel channel, byte[] bytes))
                    || channel != Channel.STDOUT) {
                LogFollowers.this.emit(event);
                return;
            }
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            if (end > 0) {
                begun.write(bytes, 0, end);
                LogFollowers.this.emit(new OutputEvent.Data(channel, begun.toByteArray()));
                begun.reset();
            }
            begun.write(bytes, end, bytes.length - end);
            if (begun.size() > LONGEST_KEPT) {
                flush();
            }
        }

        void flush() {
            if (begun.size() > 0) {
                LogFollowers.this.emit(new OutputEvent.Data(Channel.STDOUT, begun.toByteArray()));
                begun.reset();
            }
        }
    }
}
