package dev.mcpk8s.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.error.CommandException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeapBudgetTest {

    private final HeapBudget budget = new HeapBudget(100);

    @Test
    void favoursGetHalf() {
        HeapBudget.Share share = budget.open();
        assertThat(share.takeSpare(50)).isTrue();
        assertThat(share.takeSpare(1)).isFalse();
        assertThat(budget.open().awaitRoom(50, Duration.ZERO)).isTrue();
        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void whoIsAloneGetsWhatIsNeededAndWhoIsNotIsRefused() {
        HeapBudget.Share first = budget.open();
        first.takeNeeded(80);
        first.takeNeeded(500);
        HeapBudget.Share second = budget.open();
        assertThatThrownBy(() -> second.takeNeeded(1))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("no memory left");
        first.close();
        second.takeNeeded(1);
        second.close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void whoWaitsGetsWhatOthersGiveBack() throws Exception {
        HeapBudget.Share first = budget.open();
        assertThat(first.awaitRoom(100, Duration.ZERO)).isTrue();
        HeapBudget.Share second = budget.open();
        Thread giver = Thread.startVirtualThread(() -> first.keepOnly(10));
        assertThat(second.awaitRoom(90, Duration.ofMinutes(1))).isTrue();
        giver.join();
        assertThat(second.awaitRoom(1, Duration.ofMillis(1))).isFalse();
    }
}
