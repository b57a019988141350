package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is said in answer to one request, or to a client that only listens, apart from the
 * connection that carries it: when that breaks, the client goes on with the next where it stopped.
 *
 * <p>Its writer waits while too much is unread, by a slow reader or by one that is away. A request
 * whose client stays away longer than the grace is cancelled, and its answer kept; a listening
 * client that is away is told nothing, as if it had never listened.
 */
final class ResumableStream implements Wire {

    private static final int ENOUGH = 64 * 1024;

    private final EventReplay replay;
    private final EventId start;
    private final Cancellation work;
    private final ReentrantLock lock;
    private final Condition changed;
    private final EventLog events = new EventLog();
    private boolean answered;
    private boolean ended;
    private boolean abandoned;
    private @Nullable Cancellation connection;

    /**
     * @param request the id of the request that is answered; null where a client listens
     * @param work what writes; cancelled when the client stays away
     */
    ResumableStream(EventReplay replay, @Nullable Object request, Cancellation work) {
        this.replay = replay;
        this.start = new EventId(UUID.randomUUID().toString(), 0, request);
        this.work = work;
        this.lock = replay.lock();
        this.changed = lock.newCondition();
    }

    String name() {
        return start.stream();
    }

    /** The place before the first event. */
    EventId start() {
        return start;
    }

    boolean isListening() {
        return start.request() == null;
    }

    @Override
    public boolean isAbandoned() {
        lock.lock();
        try {
            return abandoned;
        } finally {
            lock.unlock();
        }
    }

    /**
     * @throws CommandException when the work is to stop, or nobody listens
     */
    @Override
    public void send(byte[] json) {
        lock.lock();
        try {
            if (events.unreadBytes() >= ENOUGH) {
                awaitReader();
            }
            work.throwIfCancelled();
            if (isListening() && connection == null) {
                throw new CommandException(ErrorCode.CANCELLED, "nobody listens");
            }
            add(json);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sendAnswer(byte[] json) {
        lock.lock();
        try {
            answered = true;
            add(json);
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes. */
    void end() {
        lock.lock();
        try {
            if (abandoned && !answered) {
                sendAnswer(
                        JsonRpc.errorJson(
                                start.request(),
                                JsonRpc.REQUEST_CANCELLED,
                                "the connection broke, and the call ended with it"));
            }
            ended = true;
            changed.signalAll();
            if (connection == null) {
                replay.rest(this);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is, or may come, anything behind an event. */
    boolean hasMoreAfter(long number) {
        lock.lock();
        try {
            return !ended || number < events.newest();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a connection in place of the one before, which is ended.
     *
     * @param after the last event that the client has
     */
    void connect(Cancellation own, long after) {
        Cancellation before;
        lock.lock();
        try {
            before = connection;
            connection = own;
            replay.wake(this);
            events.goBackTo(after);
            if (answered && after < events.newest() && events.isAllRead()) {
                add(lost(start.request()));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (before != null) {
            before.cancel(ErrorCode.CANCELLED);
        }
    }

    /**
     * Carries what is said, until the stream or its connection ends. When it was the connection,
     * this waits for the next for as long as the grace lasts, and otherwise cancels the work.
     *
     * @param first what else goes through the wire, before everything
     */
    void carry(SseWire wire, Cancellation own, Consumer<SseWire> first) {
        try (Cancellation.Registration _ = own.onCancel(this::wake)) {
            first.accept(wire);
            for (EventLog.Event next = next(own); next != null; next = next(own)) {
                wire.sendEvent(new EventId(name(), next.number(), start.request()), next.json());
            }
        } catch (CommandException broken) {
            // as when it is found broken while nothing is said
        } finally {
            if (isLeftAlone(own)) {
                work.cancel(ErrorCode.CANCELLED);
            }
        }
    }

    /** What a client reads that came back too late, or to a replica that never knew its stream. */
    static byte[] lost(@Nullable Object request) {
        return JsonRpc.errorJson(
                request,
                JsonRpc.REQUEST_CANCELLED,
                "the connection broke and the answer is not here any more; look what the call did"
                        + " before you repeat it");
    }

    /** The next event for a connection; null when there will be none. */
    private EventLog.@Nullable Event next(Cancellation own) {
        lock.lock();
        try {
            while (connection == own && !own.isCancelled()) {
                EventLog.Event next = events.next();
                if (next != null) {
                    replay.trim(this);
                    changed.signalAll();
                    return next;
                }
                if (ended) {
                    return null;
                }
                changed.awaitUninterruptibly();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the stream; true when nobody took it over and its work is to end. */
    private boolean isLeftAlone(Cancellation own) {
        lock.lock();
        try {
            if (connection != own) {
                return false;
            }
            connection = null;
            changed.signalAll();
            if (isAtRest()) {
                replay.rest(this);
                return false;
            }
            abandoned = !isTakenOverWithin(replay.grace());
            return abandoned;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isTakenOverWithin(Duration grace) throws InterruptedException {
        long left = grace.toNanos();
        while (connection == null && !ended) {
            if (left <= 0) {
                return false;
            }
            left = changed.awaitNanos(left);
        }
        return true;
    }

    private void awaitReader() {
        try (Cancellation.Registration _ = work.onCancel(this::wake)) {
            while (events.unreadBytes() >= ENOUGH && !work.isCancelled()) {
                if (isListening() && connection == null) {
                    return;
                }
                changed.awaitUninterruptibly();
            }
        }
    }

    private void add(byte[] json) {
        events.add(json);
        replay.added(json.length);
        replay.trim(this);
        changed.signalAll();
    }

    // What follows is for the replay, which holds the lock.

    /** Whether nobody writes to it and nobody reads it. */
    boolean isAtRest() {
        return connection == null && (ended || isListening());
    }

    /** Forgets the oldest event that was read; false when there is none. */
    boolean forgetOldest() {
        EventLog.Event oldest = events.forgetOldest();
        if (oldest == null) {
            return false;
        }
        replay.removed(oldest.json().length, 1);
        return true;
    }

    void forgetAll() {
        replay.removed(events.keptBytes(), events.size());
        events.clear();
        changed.signalAll();
    }

    int keptBytes() {
        return events.keptBytes();
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
