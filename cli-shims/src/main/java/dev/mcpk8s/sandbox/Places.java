package dev.mcpk8s.sandbox;

import dev.mcpk8s.sandbox.SandboxException.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many programs run at once, and who waits in which order; a wait ends with its command. */
final class Places {

    /** Held while a program runs. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Waiting {
        private boolean called;
        private boolean stopped;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final int maximumQueue;
    private final Duration maximumWait;
    private int free;

    Places(int maximumConcurrent, int maximumQueue, Duration maximumWait) {
        this.free = maximumConcurrent;
        this.maximumQueue = maximumQueue;
        this.maximumWait = maximumWait;
    }

    /**
     * Blocks until it is this caller's turn.
     *
     * @throws SandboxException {@link Reason#BUSY} or {@link Reason#STOPPED}
     */
    Place take(StopSignal stop) throws InterruptedException {
        Waiting waiting = new Waiting();
        if (!takeAtOnce(waiting)) {
            try (StopSignal.Registration _ = stop.onStop(() -> stopWaiting(waiting))) {
                awaitTurn(waiting);
            }
        }
        return this::giveBack;
    }

    private boolean takeAtOnce(Waiting waiting) {
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return true;
            }
            if (queue.size() >= maximumQueue) {
                throw busy();
            }
            queue.addLast(waiting);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn(Waiting waiting) throws InterruptedException {
        lock.lock();
        try {
            long left = maximumWait.toNanos();
            while (!waiting.called && !waiting.stopped && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (waiting.called) {
                return;
            }
            throw waiting.stopped
                    ? new SandboxException(Reason.STOPPED, "stopped while it waited for its turn")
                    : busy();
        } catch (InterruptedException interrupted) {
            if (waiting.called) {
                giveBack();
            }
            throw interrupted;
        } finally {
            queue.remove(waiting);
            lock.unlock();
        }
    }

    private void stopWaiting(Waiting waiting) {
        lock.lock();
        try {
            waiting.stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void giveBack() {
        lock.lock();
        try {
            Waiting next = queue.pollFirst();
            if (next == null) {
                free++;
            } else {
                next.called = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private SandboxException busy() {
        return new SandboxException(
                Reason.BUSY,
                "too many programs are running or waiting; send the command again in a moment");
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }
}
