package dev.mcpk8s.mcp;

import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.OutputEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells the client each new piece of output while the command runs, on a thread of its own.
 *
 * <p>The first piece goes out at once; what comes within a short pause after it goes out together.
 * A client that reads slowly stops the command's writer when {@value #ROOM} characters wait. A
 * client that is gone takes nothing more; that it left is its connection's to notice.
 */
class ProgressStream implements AutoCloseable {

    /** For a client that did not ask. */
    static final ProgressStream NOBODY =
            new ProgressStream((number, text) -> {}) {
                @Override
                void add(OutputEvent.Data piece) {
                    // nobody listens
                }
            };

    private static final int ROOM = 64 * 1024;
    private static final int LONGEST_MESSAGE = 16 * 1024;
    private static final long PAUSE_MILLIS = 50;

    /** Sends one notification; may block. */
    @FunctionalInterface
    interface Sender {
        void send(long number, String text);
    }

    private final Sender sender;
    private final Map<Channel, TextDecoder> decoders = new EnumMap<>(Channel.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder pending = new StringBuilder();
    private boolean started;
    private boolean ended;
    private boolean finished;
    private long number;

    ProgressStream(Sender sender) {
        this.sender = sender;
    }

    /** Takes one piece of output; waits while too much of it is still unsent. */
    void add(OutputEvent.Data piece) {
        String text =
                decoders.computeIfAbsent(piece.channel(), channel -> new TextDecoder())
                        .decode(piece.bytes());
        lock.lock();
        try {
            while (pending.length() > ROOM && !finished) {
                changed.awaitUninterruptibly();
            }
            if (finished || text.isEmpty()) {
                return;
            }
            pending.append(text);
            changed.signalAll();
            if (!started) {
                started = true;
                Thread.ofVirtual().name("progress").start(this::sendAll);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends what is left and waits for it. */
    @Override
    public void close() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
            while (started && !finished) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void sendAll() {
        try {
            for (String text = take(); !text.isEmpty(); text = take()) {
                number++;
                sender.send(number, text);
                pause();
            }
        } catch (RuntimeException clientGone) {
            // its connection ends the command
        } finally {
            lock.lock();
            try {
                finished = true;
                pending.setLength(0);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The next message; empty at the end. */
    private String take() {
        lock.lock();
        try {
            while (pending.isEmpty() && !ended) {
                changed.awaitUninterruptibly();
            }
            int length = Math.min(pending.length(), LONGEST_MESSAGE);
            if (length < pending.length()
                    && Character.isHighSurrogate(pending.charAt(length - 1))) {
                length--;
            }
            String text = pending.substring(0, length);
            pending.delete(0, length);
            changed.signalAll();
            return text;
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
            while (!ended && left > 0 && pending.length() < LONGEST_MESSAGE) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
