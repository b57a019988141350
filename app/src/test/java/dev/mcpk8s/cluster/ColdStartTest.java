package dev.mcpk8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ColdStartTest {

    @Test
    void oneGoesFirstAndTheOthersFollow() throws Exception {
        ColdStart start = new ColdStart(() -> true);
        AtomicInteger through = new AtomicInteger();
        Runnable first = start.enter(new Cancellation());
        for (int i = 0; i < 100; i++) {
            Thread.startVirtualThread(
                    () -> {
                        start.enter(new Cancellation());
                        through.incrementAndGet();
                    });
        }
        Thread.sleep(50);
        assertThat(through.get()).isZero();

        first.run();
        first.run();

        ClusterConnectionsTest.eventually(() -> through.get() == 100);
    }

    @Test
    void nobodyWaitsWhenThereIsASocket() {
        ColdStart start = new ColdStart(() -> false);

        start.enter(new Cancellation());
        start.enter(new Cancellation());
    }

    @Test
    void whoIsCancelledWaitsNoLonger() {
        ColdStart start = new ColdStart(() -> true);
        start.enter(new Cancellation());
        Cancellation cancellation = new Cancellation();
        Thread.startVirtualThread(() -> cancellation.cancel(ErrorCode.CANCELLED));

        assertThatThrownBy(() -> start.enter(cancellation)).isInstanceOf(CommandException.class);
    }
}
