package dev.mcpk8s.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A reader that takes what a test lets it take. */
final class Reader implements Subscriber<byte[]> {

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CountDownLatch complete = new CountDownLatch(1);
    private final long atOnce;
    private volatile @Nullable Subscription subscription;
    private int pieces;

    /**
     * @param atOnce how many pieces it asks for when it is connected
     */
    Reader(long atOnce) {
        this.atOnce = atOnce;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (atOnce > 0) {
            given.request(atOnce);
        }
    }

    @Override
    public synchronized void onNext(byte[] piece) {
        received.writeBytes(piece);
        pieces++;
        notifyAll();
    }

    @Override
    public void onError(Throwable failure) {
        throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
        complete.countDown();
    }

    void request(long more) {
        subscription().request(more);
    }

    void leave() {
        subscription().cancel();
    }

    synchronized int pieces() {
        return pieces;
    }

    synchronized byte[] received() {
        return received.toByteArray();
    }

    String text() {
        return new String(received(), StandardCharsets.UTF_8);
    }

    boolean awaitEnd() {
        try {
            return complete.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    synchronized void awaitPieces(int count) {
        try {
            while (pieces < count) {
                wait(30_000);
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private Subscription subscription() {
        Subscription given = subscription;
        if (given == null) {
            throw new AssertionError("not connected");
        }
        return given;
    }
}
