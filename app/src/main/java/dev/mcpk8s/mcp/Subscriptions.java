package dev.mcpk8s.mcp;

import dev.mcpk8s.mcp.resource.ResourceWatches;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one session has subscribed to. A change that nobody listened for is kept and told as soon as
 * the client listens again.
 */
final class Subscriptions {

    /** Enough for a client that shows a few objects, too few to watch a cluster. */
    static final int MAXIMUM = 16;

    private final Predicate<String> notifier;
    private final Map<String, Subscription> byUri = new HashMap<>();
    private boolean closed;

    /** One address; its watch is missing while it is being opened. */
    private static final class Subscription {
        private ResourceWatches.@Nullable Watch watch;
        private volatile boolean untold;
    }

    /**
     * @param notifier tells the client that what is at an address has changed; false when the
     *     client does not listen
     */
    Subscriptions(Predicate<String> notifier) {
        this.notifier = notifier;
    }

    /**
     * Watches what is at an address; once is enough.
     *
     * @throws McpError when it cannot be watched, or too much is watched already
     */
    void add(String uri, CallContext call, ResourceWatches watches) {
        Subscription subscription = new Subscription();
        synchronized (byUri) {
            if (byUri.containsKey(uri)) {
                return;
            }
            if (byUri.size() >= MAXIMUM) {
                throw McpError.builder(ErrorCodes.INVALID_REQUEST)
                        .message("a session subscribes to at most " + MAXIMUM + " resources")
                        .build();
            }
            byUri.put(uri, subscription);
        }
        ResourceWatches.@Nullable Watch opened = null;
        boolean wanted = false;
        try {
            opened = watches.open(uri, call, () -> tell(uri, subscription));
        } finally {
            synchronized (byUri) {
                wanted = opened != null && !closed && byUri.get(uri) == subscription;
                subscription.watch = opened;
                if (!wanted) {
                    byUri.remove(uri, subscription);
                }
            }
            if (opened != null && !wanted) {
                opened.close();
            }
        }
    }

    void remove(String uri) {
        ResourceWatches.@Nullable Watch watch;
        synchronized (byUri) {
            Subscription subscription = byUri.remove(uri);
            watch = subscription == null ? null : subscription.watch;
        }
        if (watch != null) {
            watch.close();
        }
    }

    /** The client listens again: tells what it missed. */
    void catchUp() {
        Map<String, Subscription> all;
        synchronized (byUri) {
            all = Map.copyOf(byUri);
        }
        all.forEach(
                (uri, subscription) -> {
                    if (subscription.untold) {
                        tell(uri, subscription);
                    }
                });
    }

    /** Ends all watches; what is being opened ends as soon as it is open. */
    void close() {
        List<Subscription> all;
        synchronized (byUri) {
            closed = true;
            all = List.copyOf(byUri.values());
            byUri.clear();
        }
        for (Subscription subscription : all) {
            ResourceWatches.@Nullable Watch watch = subscription.watch;
            if (watch != null) {
                watch.close();
            }
        }
    }

    private void tell(String uri, Subscription subscription) {
        subscription.untold = false;
        if (!notifier.test(uri)) {
            subscription.untold = true;
        }
    }
}
