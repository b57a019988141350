package dev.mcpk8s.resource;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap that answers of API servers may occupy while their commands wait for something: one
 * budget for all commands, so that many large answers whose readers are slow cannot exhaust it.
 *
 * <p>Two things draw on it. Reading ahead of a slow reader is a favour and gets at most half; where
 * there is none left, the answer stays with the server. A command that needs its answer whole gets
 * what it needs or is refused.
 */
@Singleton
public final class AnswerMemory {

    private static final int SHARE_OF_HEAP = 4;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** A quarter of the heap. */
    public AnswerMemory() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    AnswerMemory(long limit) {
        this.limit = limit;
    }

    /** How many bytes are taken. */
    public long used() {
        return used.get();
    }

    /** What one command holds; nothing at first. Closing it gives everything back. */
    public Share open() {
        return new Share();
    }

    /** One command's part of the budget. For one thread. */
    public final class Share implements AutoCloseable {

        private long held;

        private Share() {}

        /** Takes bytes that could be done without; false when there is no room for them. */
        boolean takeSpare(long bytes) {
            return take(bytes, limit / 2);
        }

        /**
         * Takes bytes that are needed. Who is alone always gets them: an answer is not refused for
         * its size.
         *
         * @throws CommandException when others hold too much
         */
        void takeNeeded(long bytes) {
            if (!take(bytes, limit)) {
                throw new CommandException(
                        ErrorCode.COMMAND_FAILED,
                        "the service has no memory left for this answer: others of its size are"
                                + " under way; try again in a moment, select fewer objects, or take"
                                + " -o json, which is printed as it comes");
            }
        }

        void giveBack(long bytes) {
            held -= bytes;
            used.addAndGet(-bytes);
        }

        @Override
        public void close() {
            giveBack(held);
        }

        private boolean take(long bytes, long most) {
            long before = used.get();
            while (before + bytes <= most || before == held) {
                if (used.compareAndSet(before, before + bytes)) {
                    held += bytes;
                    return true;
                }
                before = used.get();
            }
            return false;
        }
    }
}
