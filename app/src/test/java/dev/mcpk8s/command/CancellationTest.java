package dev.mcpk8s.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private final Cancellation cancellation = new Cancellation();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsWhatIsRegisteredOnce() {
        try (Cancellation.Registration _ = cancellation.onCancel(() -> ran.add("call"))) {
            cancellation.cancel(ErrorCode.CANCELLED);
            cancellation.cancel(ErrorCode.TIMEOUT);
        }
        assertThat(ran).containsExactly("call");
        assertThat(cancellation.reason()).isEqualTo(ErrorCode.CANCELLED);
    }

    @Test
    void forgetsWhatWasClosed() {
        cancellation.onCancel(() -> ran.add("call")).close();
        cancellation.cancel(ErrorCode.CANCELLED);
        assertThat(ran).isEmpty();
    }

    @Test
    void runsAtOnceWhatComesTooLate() {
        cancellation.cancel(ErrorCode.CANCELLED);
        try (Cancellation.Registration _ = cancellation.onCancel(() -> ran.add("late"))) {
            assertThat(ran).containsExactly("late");
        }
    }

    @Test
    void endsASleep() throws InterruptedException {
        Thread.ofVirtual().start(() -> cancellation.cancel(ErrorCode.TIMEOUT));
        assertThatThrownBy(() -> cancellation.sleep(Duration.ofMinutes(5)))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        stopped -> assertThat(stopped.code()).isEqualTo(ErrorCode.TIMEOUT));
    }

    @Test
    void letsASleepPassWhenNothingHappens() throws InterruptedException {
        cancellation.sleep(Duration.ofMillis(1));
        assertThat(cancellation.isCancelled()).isFalse();
    }
}
