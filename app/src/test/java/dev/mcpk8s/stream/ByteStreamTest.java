package dev.mcpk8s.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ByteStreamTest {

    private static final byte[] LARGE = new byte[100_000];

    private final Cancellation cancellation = new Cancellation();

    @Test
    void everythingWrittenArrivesInOrderAndThenTheStreamEnds() {
        ByteStream stream =
                new ByteStream(
                        cancellation,
                        self -> {
                            for (int i = 0; i < 10_000; i++) {
                                self.write((i + "\n").getBytes(UTF_8));
                            }
                        });
        Reader reader = new Reader(Long.MAX_VALUE);
        stream.subscribe(reader);

        assertThat(reader.awaitEnd()).isTrue();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            expected.append(i).append('\n');
        }
        assertThat(reader.text()).isEqualTo(expected.toString());
    }

    @Test
    void whatWaitsForTheReaderIsHandedOverTogether() {
        CountDownLatch written = new CountDownLatch(1);
        ByteStream stream =
                new ByteStream(
                        cancellation,
                        self -> {
                            self.write("a".getBytes(UTF_8));
                            self.write("b".getBytes(UTF_8));
                            self.write("c".getBytes(UTF_8));
                            written.countDown();
                        });
        Reader reader = new Reader(0);
        stream.subscribe(reader);
        await(written);
        reader.request(1);

        assertThat(reader.awaitEnd()).isTrue();
        assertThat(reader.text()).isEqualTo("abc");
        assertThat(reader.pieces()).isEqualTo(1);
    }

    @Test
    void aReaderThatTakesNothingStopsTheWriterAfterABoundedAmount() throws Exception {
        AtomicInteger written = new AtomicInteger();
        BlockingQueue<Integer> progress = new LinkedBlockingQueue<>();
        ByteStream stream =
                new ByteStream(
                        cancellation,
                        self -> {
                            for (int i = 0; i < 50; i++) {
                                self.write(LARGE);
                                progress.add(written.incrementAndGet());
                            }
                        });
        Reader reader = new Reader(0);
        stream.subscribe(reader);

        assertThat(progress.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(progress.poll(300, TimeUnit.MILLISECONDS)).isNull();
        reader.request(1);
        assertThat(progress.poll(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(progress.poll(300, TimeUnit.MILLISECONDS)).isNull();
        reader.request(Long.MAX_VALUE);
        assertThat(reader.awaitEnd()).isTrue();
        assertThat(reader.received()).hasSize(50 * LARGE.length);
    }

    @Test
    void aReaderThatLeavesCancelsTheCommandAndFailsTheWriter() throws Exception {
        BlockingQueue<ErrorCode> failures = new LinkedBlockingQueue<>();
        CountDownLatch cancelled = new CountDownLatch(1);
        cancellation.onCancel(cancelled::countDown);
        ByteStream stream = new ByteStream(cancellation, self -> writeUntilFailure(self, failures));
        Reader reader = new Reader(1);
        stream.subscribe(reader);
        reader.awaitPieces(1);
        reader.leave();

        assertThat(failures.poll(30, TimeUnit.SECONDS)).isEqualTo(ErrorCode.CANCELLED);
        await(cancelled);
        assertThat(cancellation.reason()).isEqualTo(ErrorCode.CANCELLED);
    }

    @Test
    void aTimeLimitWakesAWriterThatWaitsForItsReaderAndTheLastWordsStillArrive() throws Exception {
        BlockingQueue<ErrorCode> failures = new LinkedBlockingQueue<>();
        ByteStream stream =
                new ByteStream(
                        cancellation,
                        self -> {
                            writeUntilFailure(self, failures);
                            self.writeLast("last words".getBytes(UTF_8));
                        });
        Reader reader = new Reader(1);
        stream.subscribe(reader);
        reader.awaitPieces(1);
        cancellation.cancel(ErrorCode.TIMEOUT);

        assertThat(failures.poll(30, TimeUnit.SECONDS)).isEqualTo(ErrorCode.TIMEOUT);
        reader.request(Long.MAX_VALUE);
        assertThat(reader.awaitEnd()).isTrue();
        assertThat(reader.text()).endsWith("last words");
    }

    @Test
    void heartbeatsGoOutOnlyWhenNothingElseWaits() {
        CountDownLatch finish = new CountDownLatch(1);
        ByteStream stream = new ByteStream(cancellation, _ -> await(finish));
        Reader reader = new Reader(0);
        stream.subscribe(reader);

        assertThat(stream.offer("beat".getBytes(UTF_8))).isFalse();
        reader.request(2);
        assertThat(stream.offer("beat".getBytes(UTF_8))).isTrue();
        finish.countDown();
        assertThat(reader.awaitEnd()).isTrue();
        assertThat(reader.text()).isEqualTo("beat");
        assertThat(stream.offer("beat".getBytes(UTF_8))).isFalse();
    }

    @Test
    void aStartedStreamKeepsItsFirstPiecesForALaterReader() {
        CountDownLatch written = new CountDownLatch(1);
        ByteStream stream =
                new ByteStream(
                        cancellation,
                        self -> {
                            self.write("early".getBytes(UTF_8));
                            written.countDown();
                        });
        stream.start();
        await(written);
        Reader reader = new Reader(Long.MAX_VALUE);
        stream.subscribe(reader);

        assertThat(reader.awaitEnd()).isTrue();
        assertThat(reader.text()).isEqualTo("early");
        assertThatThrownBy(() -> stream.subscribe(new Reader(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void writeUntilFailure(ByteStream stream, BlockingQueue<ErrorCode> failures) {
        try {
            while (true) {
                stream.write(LARGE);
            }
        } catch (CommandException failure) {
            failures.add(failure.code());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
