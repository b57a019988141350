package dev.mcpk8s.execution;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The commands under way: how many there may be, their time limits, and their end at shutdown. */
@Singleton
public final class RunningCommands {

    private static final long TICK_MILLIS = 100;

    private final int maximum;

    /** Each command and when it must have ended, by {@link System#nanoTime}. */
    private final Map<Cancellation, Long> running = new ConcurrentHashMap<>();

    private final ScheduledExecutorService clock;
    private volatile boolean closing;

    public RunningCommands(ExecutionSettings settings) {
        this.maximum = settings.maximumConcurrent();
        this.clock =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("command-deadlines").factory());
        Future<?> _ =
                clock.scheduleWithFixedDelay(
                        this::stopOverdue, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
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
        running.put(cancellation, System.nanoTime() + timeout.toNanos());
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
        return () -> running.remove(cancellation);
    }

    /** How many commands are under way. */
    public int count() {
        return running.size();
    }

    /** Refuses new commands and stops those under way. */
    @PreDestroy
    public void close() {
        closing = true;
        running.keySet().forEach(command -> command.cancel(ErrorCode.SHUTTING_DOWN));
        clock.shutdownNow();
    }

    /**
     * One look at all commands now and then costs less than an alarm for each: setting one wakes
     * the clock's thread. Ending a process tree takes a moment, so it happens aside.
     */
    private void stopOverdue() {
        long now = System.nanoTime();
        running.forEach(
                (command, deadline) -> {
                    if (now - deadline >= 0 && !command.isCancelled()) {
                        Thread.startVirtualThread(() -> command.cancel(ErrorCode.TIMEOUT));
                    }
                });
    }
}
