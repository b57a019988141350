package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is said in answer to one request, or to a client that only listens, apart from the connection
 * that carries it: when that breaks, the client goes on with the next where it stopped.
 *
 * <p>Its writer waits while too much is unread, by a slow reader or by one that is away. A request
 * whose client stays away longer than the grace is cancelled, and its answer kept; a listening client
 * that is away is told nothing, as if it had never listened.
 */
final class ResumableStream implements Wire {

    private static final int ENOUGH = 64 * 1024;

    private record Event(long number, byte[] json) {}

    private final EventReplay replay;
    private final EventId start;
    private final Cancellation work;
    private final ReentrantLock lock;
    private final Condition changed;
    private final Deque<Event> read = new ArrayDeque<>();
    private final Deque<Event> unread = new ArrayDeque<>();
    private long newest;
    private int keptBytes;
    private int unreadBytes;
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
            if (unreadBytes >= ENOUGH) {
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
            return !ended || number < newest;
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
            while (!read.isEmpty() && read.getLast().number() > after) {
                Event again = read.removeLast();
                unread.addFirst(again);
                unreadBytes += again.json().length;
            }
            if (answered && after < newest && unread.isEmpty()) {
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
     * Carries what is said, until the stream or its connection ends. When it was the connection, this
     * waits for the next for as long as the grace lasts, and otherwise cancels the work.
     */
    void carry(SseWire wire, Cancellation own) {
        try (Cancellation.Registration _ = own.onCancel(this::wake)) {
            for (Event next = next(own); next != null; next = next(own)) {
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
    private @Nullable Event next(Cancellation own) {
        lock.lock();
        try {
            while (connection == own && !own.isCancelled()) {
                Event next = unread.poll();
                if (next != null) {
                    unreadBytes -= next.json().length;
                    read.add(next);
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
            while (unreadBytes >= ENOUGH && !work.isCancelled()) {
                if (isListening() && connection == null) {
                    return;
                }
                changed.awaitUninterruptibly();
            }
        }
    }

    private void add(byte[] json) {
        newest++;
        unread.add(new Event(newest, json));
        unreadBytes += json.length;
        keptBytes += json.length;
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
        Event oldest = read.poll();
        if (oldest == null) {
            return false;
        }
        keptBytes -= oldest.json().length;
        replay.removed(oldest.json().length, 1);
        return true;
    }

    void forgetAll() {
        replay.removed(keptBytes, read.size() + unread.size());
        read.clear();
        unread.clear();
        keptBytes = 0;
        unreadBytes = 0;
        changed.signalAll();
    }

    int keptBytes() {
        return keptBytes;
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
