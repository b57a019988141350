package dev.mcpk8s.execution;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The commands under way: how many there may be, their time limits, and their end at shutdown. */
@Singleton
public final class RunningCommands {

    private final int maximum;
    private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor clock;
    private volatile boolean closing;

    public RunningCommands(ExecutionSettings settings) {
        this.maximum = settings.maximumConcurrent();
        this.clock =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("command-deadlines").factory());
        clock.setRemoveOnCancelPolicy(true);
    }

    /** A command's place among those that run; closed when it ends. */
    public interface Ticket extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @throws CommandException {@link ErrorCode#TOO_MANY_REQUESTS} or {@link
     *     ErrorCode#SHUTTING_DOWN}
     */
    public Ticket admit(Duration timeout, Cancellation cancellation) {
        running.add(cancellation);
        if (closing) {
            running.remove(cancellation);
            throw new CommandException(
                    ErrorCode.SHUTTING_DOWN, "the service is stopping; send the command again");
        }
        if (running.size() > maximum) {
            running.remove(cancellation);
            throw new CommandException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    maximum + " commands are running; send the command again in a moment");
        }
        Future<?> deadline =
                clock.schedule(
                        () -> cancelAside(cancellation, ErrorCode.TIMEOUT),
                        timeout.toNanos(),
                        TimeUnit.NANOSECONDS);
        return () -> {
            deadline.cancel(false);
            running.remove(cancellation);
        };
    }

    /** How many commands are under way. */
    public int count() {
        return running.size();
    }

    /** Refuses new commands and stops those under way. */
    @PreDestroy
    public void close() {
        closing = true;
        running.forEach(cancellation -> cancellation.cancel(ErrorCode.SHUTTING_DOWN));
        clock.shutdownNow();
    }

    /** Ending a process tree takes a moment; the clock's only thread must not wait for it. */
    private static void cancelAside(Cancellation cancellation, ErrorCode why) {
        Thread.startVirtualThread(() -> cancellation.cancel(why));
    }
}
