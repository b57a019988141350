package dev.mcpk8s.command;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The heap that large answers may occupy while they wait for something: one budget for all
 * commands, so that many of them, or readers who never read, cannot exhaust it.
 *
 * <p>Reading ahead of a slow reader is a favour and gets at most half of it; where none is left the
 * answer stays with the API server. Who needs an answer whole gets the memory or is refused.
 */
public final class HeapBudget {

    private static final int SHARE_OF_HEAP = 4;

    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private long used;

    /** A quarter of the heap. */
    public HeapBudget() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /**
     * @param limit in bytes
     */
    public HeapBudget(long limit) {
        this.limit = limit;
    }

    /** How many bytes are taken. */
    public long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    /** What one command holds; nothing at first. */
    public Share open() {
        return new Share();
    }

    /** One command's part of the budget. Closing it gives everything back; then it is unusable. */
    public final class Share implements AutoCloseable {

        private long held;

        private Share() {}

        /** Takes bytes that could be done without; false when there is no room for them. */
        public boolean takeSpare(long bytes) {
            return take(bytes, limit / 2, Duration.ZERO);
        }

        /** Takes bytes, which others may have to give back first; false when they do not. */
        public boolean awaitRoom(long bytes, Duration longest) {
            return take(bytes, limit, longest);
        }

        /**
         * Takes bytes that the command cannot go on without. Who is alone always gets them: nothing
         * is refused for its size.
         *
         * @throws CommandException when others hold too much
         */
        public void takeNeeded(long bytes) {
            lock.lock();
            try {
                if (used + bytes > limit && used > held) {
                    throw new CommandException(
                            ErrorCode.COMMAND_FAILED,
                            "the service has no memory left for this answer, other large ones are"
                                    + " under way; try again in a moment, select fewer objects, or"
                                    + " take -o json, which is printed as it comes");
                }
                used += bytes;
                held += bytes;
            } finally {
                lock.unlock();
            }
        }

        /** Gives back all but so many bytes. */
        public void keepOnly(long bytes) {
            if (held > bytes) {
                giveBack(held - bytes);
            }
        }

        public void giveBack(long bytes) {
            lock.lock();
            try {
                held -= bytes;
                used -= bytes;
                returned.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                giveBack(held);
            } finally {
                lock.unlock();
            }
        }

        private boolean take(long bytes, long most, Duration longest) {
            lock.lock();
            try {
                long left = longest.toNanos();
                while (used + bytes > most) {
                    if (left <= 0) {
                        return false;
                    }
                    left = returned.awaitNanos(left);
                }
                used += bytes;
                held += bytes;
                return true;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }
    }
}
