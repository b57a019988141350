package dev.mcpk8s.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Reads one stream of a program on a platform thread of its own: virtual threads blocked in such
 * reads would use up their carriers.
 */
final class OutputPump {

    private static final int PIECE = 32 * 1024;
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final InputStream stream;
    private final Predicate<byte[]> receiver;
    private final Runnable onUnwanted;
    private final Thread thread;
    private final AtomicLong read = new AtomicLong();

    private OutputPump(InputStream stream, Predicate<byte[]> receiver, Runnable onUnwanted) {
        this.stream = stream;
        this.receiver = receiver;
        this.onUnwanted = onUnwanted;
        this.thread = Thread.ofPlatform().daemon().name("sandbox-output").unstarted(this::readAll);
    }

    /**
     * @param receiver takes a piece and says whether more is wanted
     * @param onUnwanted runs when no more is wanted; the rest is read and thrown away
     */
    static OutputPump start(InputStream stream, Predicate<byte[]> receiver, Runnable onUnwanted) {
        OutputPump pump = new OutputPump(stream, receiver, onUnwanted);
        pump.thread.start();
        return pump;
    }

    /**
     * Waits until everything was handed over. Called when the program has ended: a stream that then
     * stays open and silent is held by a process that escaped, and is given up.
     */
    void finish(OutputGate gate) throws InterruptedException {
        while (true) {
            long before = read.get();
            if (thread.join(QUIET) || (before == read.get() && !gate.isBusy())) {
                return;
            }
        }
    }

    private void readAll() {
        byte[] buffer = new byte[PIECE];
        boolean wanted = true;
        try (stream) {
            int length = stream.read(buffer);
            while (length >= 0) {
                read.addAndGet(length);
                if (wanted && length > 0 && !receiver.test(Arrays.copyOf(buffer, length))) {
                    wanted = false;
                    onUnwanted.run();
                }
                length = stream.read(buffer);
            }
        } catch (IOException closed) {
            // the program's end of the pipe is gone: that is the end of the stream
        }
    }
}
