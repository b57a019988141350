package dev.mcpk8s.stream;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The seam between a blocking writer and the network: pieces go out as soon as the network asks for
 * them, pieces that must wait go out together, and a writer that is far ahead of its reader blocks,
 * so memory stays bounded.
 *
 * <p>The writer runs on a virtual thread of its own, started by {@link #start} or else by the
 * subscription. When the reader goes away the cancellation fires and every further write fails. The
 * network's thread never waits for the writer: pieces are handed over outside the lock.
 */
public final class ByteStream implements Publisher<byte[]> {

    private final Consumer<ByteStream> writer;
    private final Cancellation cancellation;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicInteger draining = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PendingPieces pending = new PendingPieces();
    private @Nullable Subscriber<? super byte[]> subscriber;
    private long demand;
    private boolean readerGone;
    private boolean writerDone;

    /**
     * @param cancellation of the command that writes; cancelled when the reader goes away
     * @param writer writes everything and returns; the stream then completes. It need not mind the
     *     failure of a write to a reader that left
     */
    public ByteStream(Cancellation cancellation, Consumer<ByteStream> writer) {
        this.cancellation = cancellation;
        this.writer = writer;
    }

    /** Starts the writer before there is a reader; without it the subscription does. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            Thread.ofVirtual().name("stream-writer").start(this::runWriter);
        }
    }

    /** Takes the one reader there can be. */
    @Override
    public void subscribe(Subscriber<? super byte[]> reader) {
        lock.lock();
        try {
            if (subscriber != null) {
                throw new IllegalStateException("a stream has one reader");
            }
            subscriber = reader;
        } finally {
            lock.unlock();
        }
        reader.onSubscribe(new Demand());
        start();
        drain();
    }

    /**
     * Hands one piece to the network; blocks while too much waits for a slow reader.
     *
     * @param piece not copied
     * @throws CommandException when the reader is gone, or the command is to stop
     */
    public void write(byte[] piece) {
        cancellation.throwIfCancelled();
        if (!tryPut(piece)) {
            try (Cancellation.Registration _ = cancellation.onCancel(this::wake)) {
                put(piece, true);
            }
        }
        drain();
    }

    /**
     * As {@link #write}, but also after the command was told to stop: for the last words.
     *
     * @throws CommandException when the reader is gone
     */
    public void writeLast(byte[] piece) {
        put(piece, false);
        drain();
    }

    /** Hands one piece over if the network wants it right now; used for heartbeats. */
    public boolean offer(byte[] piece) {
        lock.lock();
        try {
            if (demand == 0 || readerGone || writerDone || !pending.isEmpty()) {
                return false;
            }
            pending.add(piece);
        } finally {
            lock.unlock();
        }
        drain();
        return true;
    }

    /** The reader is gone: what waits is dropped, the command is told to stop. Does not block. */
    public void abandon() {
        lock.lock();
        try {
            readerGone = true;
            pending.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Thread.startVirtualThread(() -> cancellation.cancel(ErrorCode.CANCELLED));
    }

    private boolean tryPut(byte[] piece) {
        lock.lock();
        try {
            if (readerGone || pending.isFull()) {
                return false;
            }
            pending.add(piece);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void put(byte[] piece, boolean untilCancelled) {
        if (!awaitRoom(piece, untilCancelled)) {
            // Also here, before anybody hears of it, so that the command ends for this reason.
            cancellation.cancel(ErrorCode.CANCELLED);
            throw new CommandException(ErrorCode.CANCELLED, "the reader went away");
        }
    }

    /** False when the reader is gone. */
    private boolean awaitRoom(byte[] piece, boolean untilCancelled) {
        lock.lock();
        try {
            while (pending.isFull() && !readerGone) {
                if (untilCancelled) {
                    cancellation.throwIfCancelled();
                }
                changed.awaitUninterruptibly();
            }
            if (!readerGone) {
                pending.add(piece);
            }
            return !readerGone;
        } finally {
            lock.unlock();
        }
    }

    /** Hands over what is wanted. Whoever comes while another does it leaves it to the other. */
    private void drain() {
        if (draining.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            handOver();
            seen = draining.addAndGet(-seen);
        } while (seen != 0);
    }

    private void handOver() {
        while (true) {
            Subscriber<? super byte[]> reader;
            byte[] piece;
            lock.lock();
            try {
                reader = subscriber;
                if (reader == null || readerGone) {
                    return;
                }
                if (pending.isEmpty()) {
                    if (!writerDone) {
                        return;
                    }
                    readerGone = true;
                    piece = null;
                } else if (demand == 0) {
                    return;
                } else {
                    piece = pending.takeAll();
                    demand = demand == Long.MAX_VALUE ? demand : demand - 1;
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
            if (piece == null) {
                reader.onComplete();
                return;
            }
            reader.onNext(piece);
        }
    }

    private void runWriter() {
        try {
            writer.accept(this);
        } catch (CommandException stopped) {
            // The reader left or the command was stopped; there is nobody left to tell.
            if (!cancellation.isCancelled()) {
                throw stopped;
            }
        } finally {
            lock.lock();
            try {
                writerDone = true;
            } finally {
                lock.unlock();
            }
            drain();
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
            } finally {
                lock.unlock();
            }
            drain();
        }

        /** Called on the network's thread: the command is ended aside. */
        @Override
        public void cancel() {
            abandon();
        }
    }
}
