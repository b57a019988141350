package dev.mcpk8s.mcp;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream in their order: those that were handed to a connection, as far as they
 * are kept, and those that were not. Not safe for several threads.
 */
final class EventLog {

    /**
     * @param number 1 for the first
     */
    record Event(long number, byte[] json) {}

    private final Deque<Event> read = new ArrayDeque<>();
    private final Deque<Event> unread = new ArrayDeque<>();
    private long newest;
    private int keptBytes;
    private int unreadBytes;

    void add(byte[] json) {
        newest++;
        unread.add(new Event(newest, json));
        unreadBytes += json.length;
        keptBytes += json.length;
    }

    /** The next event to hand over, which counts as read from now on; null when there is none. */
    @Nullable Event next() {
        Event next = unread.poll();
        if (next != null) {
            unreadBytes -= next.json().length;
            read.add(next);
        }
        return next;
    }

    /** What comes behind an event counts as unread, as far as it is kept. */
    void goBackTo(long number) {
        while (!read.isEmpty() && read.getLast().number() > number) {
            Event again = read.removeLast();
            unread.addFirst(again);
            unreadBytes += again.json().length;
        }
    }

    /** Forgets the oldest event that was read, and gives it; null when there is none. */
    @Nullable Event forgetOldest() {
        Event oldest = read.poll();
        if (oldest != null) {
            keptBytes -= oldest.json().length;
        }
        return oldest;
    }

    void clear() {
        read.clear();
        unread.clear();
        keptBytes = 0;
        unreadBytes = 0;
    }

    boolean isAllRead() {
        return unread.isEmpty();
    }

    /** The number of the latest event, whether it is kept or not. */
    long newest() {
        return newest;
    }

    /** How many events are kept. */
    int size() {
        return read.size() + unread.size();
    }

    int keptBytes() {
        return keptBytes;
    }

    int unreadBytes() {
        return unreadBytes;
    }
}
