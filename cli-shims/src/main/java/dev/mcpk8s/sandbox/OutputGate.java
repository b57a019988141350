package dev.mcpk8s.sandbox;

import dev.mcpk8s.sandbox.SandboxException.Reason;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets pieces of both streams through one at a time, counts them, and closes for good. */
final class OutputGate {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final long limit;
    private long total;
    private boolean closed;
    private @Nullable RuntimeException failure;

    /**
     * @param limit bytes on both streams together; 0 for none
     */
    OutputGate(long limit) {
        this.limit = limit;
    }

    /**
     * Hands the piece to the receiver, which may block.
     *
     * @return whether more is wanted
     */
    boolean pass(byte[] piece, Consumer<byte[]> receiver) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            long room = limit == 0 ? Long.MAX_VALUE : limit - total;
            total += piece.length;
            if (piece.length <= room) {
                receiver.accept(piece);
                return true;
            }
            if (room > 0) {
                receiver.accept(Arrays.copyOf(piece, (int) room));
            }
            throw new SandboxException(
                    Reason.OUTPUT_LIMIT,
                    "the command was stopped: it wrote more than " + limit + " bytes");
        } catch (RuntimeException failed) {
            failure = failed;
            closed = true;
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the receiver is at work, which it may be for as long as its reader likes. */
    boolean isBusy() {
        return lock.isLocked();
    }

    /** From here on nothing is handed over any more. Waits for a receiver that is at work. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Throws what the receiver threw, if it did. */
    void throwFailure() {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }
}
