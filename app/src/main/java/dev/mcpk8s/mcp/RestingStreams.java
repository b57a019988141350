package dev.mcpk8s.mcp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The streams of all sessions that only wait for a client to come back: for a while, and as long as
 * there is room for them.
 */
@Singleton
final class RestingStreams {

    /** What a stream takes besides its events. */
    private static final int OVERHEAD = 500;

    private final Cache<String, Resting> streams;

    private record Resting(ResumableStream stream, EventReplay replay, int size) {}

    RestingStreams(ResumptionSettings settings) {
        this.streams =
                Caffeine.newBuilder()
                        .maximumWeight(settings.totalBytes())
                        .<String, Resting>weigher((name, resting) -> resting.size())
                        .expireAfterWrite(settings.kept())
                        .scheduler(Scheduler.systemScheduler())
                        .removalListener(RestingStreams::forgotten)
                        .build();
    }

    void add(ResumableStream stream, EventReplay replay) {
        streams.put(stream.name(), new Resting(stream, replay, stream.keptBytes() + OVERHEAD));
    }

    void remove(ResumableStream stream) {
        streams.invalidate(stream.name());
    }

    private static void forgotten(
            @Nullable String name, @Nullable Resting resting, RemovalCause cause) {
        if (resting != null && cause.wasEvicted()) {
            resting.replay().forget(resting.stream());
        }
    }
}
