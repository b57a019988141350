package dev.mcpk8s.stream;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The seam between a blocking writer and the network: each piece waits until the network asks for
 * it, so a slow reader slows the writer and memory stays bounded.
 *
 * <p>The writer runs on a virtual thread of its own, started by the subscription. When the reader
 * goes away the cancellation fires and every further write fails.
 */
public final class ByteStream implements Publisher<byte[]> {

    private final Consumer<ByteStream> writer;
    private final Cancellation cancellation;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Subscriber<? super byte[]> subscriber;
    private long demand;
    private boolean readerGone;

    /**
     * @param cancellation of the command that writes; cancelled when the reader goes away
     * @param writer writes everything and returns; the stream then completes
     */
    public ByteStream(Cancellation cancellation, Consumer<ByteStream> writer) {
        this.cancellation = cancellation;
        this.writer = writer;
    }

    @Override
    public void subscribe(Subscriber<? super byte[]> reader) {
        subscriber = reader;
        reader.onSubscribe(new Demand());
        Thread.ofVirtual().name("stream-writer").start(this::runWriter);
    }

    /**
     * Hands one piece to the network, blocking until it is wanted.
     *
     * @throws CommandException when the reader is gone, or the command is to stop
     */
    public void write(byte[] piece) {
        try (Cancellation.Registration _ = cancellation.onCancel(this::wake)) {
            lock.lock();
            try {
                while (demand == 0 && !readerGone) {
                    cancellation.throwIfCancelled();
                    changed.awaitUninterruptibly();
                }
                deliver(piece);
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * As {@link #write}, but goes on waiting for a slow reader after the command was told to stop:
     * for the last words.
     *
     * @throws CommandException when the reader is gone
     */
    public void writeLast(byte[] piece) {
        lock.lock();
        try {
            while (demand == 0 && !readerGone) {
                changed.awaitUninterruptibly();
            }
            deliver(piece);
        } finally {
            lock.unlock();
        }
    }

    /** Hands one piece over if the network wants it right now; used for heartbeats. */
    public boolean offer(byte[] piece) {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            if (demand == 0 || readerGone) {
                return false;
            }
            deliver(piece);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void deliver(byte[] piece) {
        Subscriber<? super byte[]> reader = subscriber;
        if (readerGone || reader == null) {
            throw new CommandException(ErrorCode.CANCELLED, "the reader went away");
        }
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        reader.onNext(piece);
    }

    private void runWriter() {
        try {
            writer.accept(this);
        } finally {
            complete();
        }
    }

    private void complete() {
        lock.lock();
        try {
            Subscriber<? super byte[]> reader = subscriber;
            if (!readerGone && reader != null) {
                readerGone = true;
                reader.onComplete();
            }
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Demand implements Subscription {

        @Override
        public void request(long pieces) {
            lock.lock();
            try {
                demand = demand + pieces < 0 ? Long.MAX_VALUE : demand + pieces;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Called on the network's thread: the command is ended aside. */
        @Override
        public void cancel() {
            lock.lock();
            try {
                readerGone = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            Thread.startVirtualThread(() -> cancellation.cancel(ErrorCode.CANCELLED));
        }
    }
}
