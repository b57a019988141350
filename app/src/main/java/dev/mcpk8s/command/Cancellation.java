package dev.mcpk8s.command;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a running command is told to stop: by its time limit, its caller, or a reader that went away.
 *
 * <p>Whoever waits for something outside registers how to end that wait (close the call, kill the
 * process). Threads are never interrupted: an interrupted virtual thread closes the socket it uses,
 * which others may share.
 */
public final class Cancellation {

    /** A registered action; closing it forgets the action. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    private final List<Runnable> actions = new ArrayList<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private volatile @Nullable ErrorCode reason;

    /**
     * Stops the command. Only the first call counts; the registered actions run on the calling
     * thread, each once.
     *
     * @param why {@link ErrorCode#CANCELLED}, {@link ErrorCode#TIMEOUT} or {@link
     *     ErrorCode#SHUTTING_DOWN}
     */
    public void cancel(ErrorCode why) {
        List<Runnable> toRun;
        synchronized (actions) {
            if (reason != null) {
                return;
            }
            reason = why;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        cancelled.countDown();
        toRun.forEach(Runnable::run);
    }

    /** Runs the action when the command is stopped; at once when it is stopped already. */
    public Registration onCancel(Runnable action) {
        synchronized (actions) {
            if (reason == null) {
                actions.add(action);
                return () -> forget(action);
            }
        }
        action.run();
        return () -> {};
    }

    /** Why the command is to stop; null while it may go on. */
    public @Nullable ErrorCode reason() {
        return reason;
    }

    public boolean isCancelled() {
        return reason != null;
    }

    /**
     * @throws CommandException with the reason, when the command is to stop
     */
    public void throwIfCancelled() {
        ErrorCode why = reason;
        if (why != null) {
            throw new CommandException(why, why.title());
        }
    }

    /**
     * Waits, but not beyond the command's end.
     *
     * @throws CommandException when the command is to stop
     */
    public void sleep(Duration duration) throws InterruptedException {
        if (cancelled.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throwIfCancelled();
        }
    }

    private void forget(Runnable action) {
        synchronized (actions) {
            actions.removeIf(registered -> registered == action);
        }
    }
}
