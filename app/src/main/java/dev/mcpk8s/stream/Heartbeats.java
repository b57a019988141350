package dev.mcpk8s.stream;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Comments on open streams, so that nothing between us and the reader takes them for dead. */
@Singleton
public final class Heartbeats {

    private static final byte[] COMMENT = ": heartbeat\n\n".getBytes(StandardCharsets.US_ASCII);

    private final long periodMillis;
    private final ScheduledThreadPoolExecutor clock;

    public Heartbeats(StreamSettings settings) {
        this.periodMillis = settings.heartbeat().toMillis();
        this.clock =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("stream-heartbeats").factory());
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Beats until it is closed. */
    public interface Beat extends AutoCloseable {
        @Override
        void close();
    }

    /** Starts to beat on a stream of server-sent events. */
    public Beat on(ByteStream stream) {
        return on(stream, () -> {});
    }

    /**
     * The same.
     *
     * @param onBeat runs with each beat, on the one thread of all streams: it must not block
     */
    public Beat on(ByteStream stream, Runnable onBeat) {
        Future<?> beat =
                clock.scheduleAtFixedRate(
                        () -> {
                            stream.offer(COMMENT);
                            onBeat.run();
                        },
                        periodMillis,
                        periodMillis,
                        TimeUnit.MILLISECONDS);
        return () -> beat.cancel(false);
    }

    @PreDestroy
    void close() {
        clock.shutdownNow();
    }
}
