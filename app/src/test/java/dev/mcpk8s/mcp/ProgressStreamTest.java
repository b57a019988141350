package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.OutputEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProgressStreamTest {

    @Property(tries = 50)
    void sendsEveryCharacterOnceHoweverTheBytesAreCut(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 7) int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder sent = new StringBuilder();

        try (ProgressStream progress = new ProgressStream((number, piece) -> sent.append(piece))) {
            for (int i = 0; i < bytes.length; i += size) {
                progress.add(piece(Arrays.copyOfRange(bytes, i, Math.min(i + size, bytes.length))));
            }
        }

        assertThat(sent).hasToString(new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void numbersItsMessagesAndBoundsTheirSize() {
        List<Long> numbers = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        try (ProgressStream progress =
                new ProgressStream(
                        (number, text) -> {
                            numbers.add(number);
                            sizes.add(text.length());
                        })) {
            progress.add(piece(new byte[40_000]));
        }

        assertThat(numbers).containsExactly(1L, 2L, 3L);
        assertThat(sizes).containsExactly(16_384, 16_384, 7_232);
    }

    @Test
    void makesTheWriterWaitForASlowReader() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        AtomicInteger written = new AtomicInteger();
        ProgressStream progress = new ProgressStream((number, text) -> awaitQuietly(reading));
        Thread writer =
                Thread.startVirtualThread(
                        () -> {
                            for (int i = 0; i < 100; i++) {
                                progress.add(piece(new byte[10_000]));
                                written.incrementAndGet();
                            }
                        });

        McpTestServer.await("waiting", () -> writer.getState() == Thread.State.WAITING);
        assertThat(written.get()).isLessThan(20);
        reading.countDown();
        writer.join();
        progress.close();
        assertThat(written.get()).isEqualTo(100);
    }

    @Test
    void letsTheCommandGoOnWhenNobodyReadsAnyMore() {
        ProgressStream progress =
                new ProgressStream(
                        (number, text) -> {
                            throw new IllegalStateException("gone");
                        });

        for (int i = 0; i < 100; i++) {
            progress.add(piece(new byte[10_000]));
        }
        progress.close();

        assertThat(progress).isNotNull();
    }

    private static OutputEvent.Data piece(byte[] bytes) {
        return new OutputEvent.Data(Channel.STDOUT, bytes);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
