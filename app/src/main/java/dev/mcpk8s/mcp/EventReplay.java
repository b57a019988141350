package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Cancellation;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one session's streams said and its client may not have read, bounded in events, bytes and
 * time. What is read goes before what is not, and what rests before what is under way. One lock is
 * for all of a session's streams.
 */
final class EventReplay {

    private final ResumptionSettings settings;
    private final RestingStreams resting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ResumableStream> streams = new LinkedHashMap<>();
    private long bytes;
    private int events;
    private boolean closed;

    EventReplay(ResumptionSettings settings, RestingStreams resting) {
        this.settings = settings;
        this.resting = resting;
    }

    /** A new stream; after the session's end it is one that cannot be found again. */
    ResumableStream open(@Nullable Object request, Cancellation work) {
        ResumableStream stream = new ResumableStream(this, request, work);
        lock.lock();
        try {
            if (!closed) {
                streams.put(stream.name(), stream);
                trim(stream);
            }
        } finally {
            lock.unlock();
        }
        return stream;
    }

    /** Null when there is none of this name, or none any more. */
    @Nullable ResumableStream find(String name) {
        lock.lock();
        try {
            return streams.get(name);
        } finally {
            lock.unlock();
        }
    }

    /** The session has ended: forgets all but what is still carried to a client. */
    void close() {
        lock.lock();
        try {
            closed = true;
            for (ResumableStream stream : streams.values()) {
                if (stream.isAtRest()) {
                    resting.remove(stream);
                    stream.forgetAll();
                }
            }
            streams.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a stream that has rested long enough. */
    void forget(ResumableStream stream) {
        lock.lock();
        try {
            if (stream.isAtRest() && streams.remove(stream.name(), stream)) {
                stream.forgetAll();
            }
        } finally {
            lock.unlock();
        }
    }

    ReentrantLock lock() {
        return lock;
    }

    Duration grace() {
        return settings.grace();
    }

    // What follows is for the streams, which hold the lock.

    /** A stream that nobody reads or writes is remembered for a while. */
    void rest(ResumableStream stream) {
        if (streams.containsKey(stream.name())) {
            resting.add(stream, this);
        }
    }

    /** It has a reader again. */
    void wake(ResumableStream stream) {
        resting.remove(stream);
    }

    void added(int size) {
        bytes += size;
        events++;
    }

    void removed(int size, int count) {
        bytes -= size;
        events -= count;
    }

    /** Forgets what is too much. */
    void trim(ResumableStream growing) {
        while (isFull() && (forgetOldestAtRest() || growing.forgetOldest())) {
            // until it is not, or the rest is still to be read
        }
    }

    private boolean isFull() {
        return events > settings.maxEvents()
                || streams.size() > settings.maxEvents()
                || bytes > settings.maxBytes();
    }

    private boolean forgetOldestAtRest() {
        for (Iterator<ResumableStream> each = streams.values().iterator(); each.hasNext(); ) {
            ResumableStream stream = each.next();
            if (stream.isAtRest()) {
                each.remove();
                resting.remove(stream);
                stream.forgetAll();
                return true;
            }
        }
        return false;
    }
}
