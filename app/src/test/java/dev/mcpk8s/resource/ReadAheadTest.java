package dev.mcpk8s.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.HeapBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8192, 8193, 73_728, 500_000})
    void handsOnEveryByteWhateverFitsAhead(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        for (long limit : new long[] {0, 20_000, 300_000, 10_000_000}) {
            HeapBudget budget = new HeapBudget(limit);
            try (HeapBudget.Share share = budget.open();
                    InputStream ahead = ReadAhead.of(new ByteArrayInputStream(bytes), share)) {
                assertThat(budget.used()).isLessThanOrEqualTo(limit / 2);
                assertThat(ahead.readAllBytes()).isEqualTo(bytes);
                assertThat(budget.used()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 500_000})
    void whatFitsIsFetchedBeforeAnybodyReads(int size) throws IOException {
        InputStream body = new ByteArrayInputStream(new byte[size]);
        HeapBudget budget = new HeapBudget(2_000_000);
        try (HeapBudget.Share share = budget.open()) {
            InputStream ahead = ReadAhead.of(body, share);
            assertThat(body.available()).isZero();
            assertThat(budget.used()).isEqualTo(size);
            ahead.close();
            assertThat(budget.used()).isZero();
        }
    }
}
