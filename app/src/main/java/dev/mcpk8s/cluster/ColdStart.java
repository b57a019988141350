package dev.mcpk8s.cluster;

import dev.mcpk8s.command.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one call of a burst go ahead while there is no socket, so that the others find its HTTP/2
 * connection instead of opening one each. Its failure lets all others go, each to fail by itself:
 * nobody waits for more than one attempt.
 */
final class ColdStart {

    private final BooleanSupplier cold;
    private final AtomicReference<@Nullable CompletableFuture<Void>> first =
            new AtomicReference<>();

    /**
     * @param cold whether there is no socket
     */
    ColdStart(BooleanSupplier cold) {
        this.cold = cold;
    }

    /**
     * Returns when the call may go.
     *
     * @return to be run once the call has a connection or has failed; more than once is fine
     */
    Runnable enter(Cancellation cancellation) {
        if (!cold.getAsBoolean()) {
            return () -> {};
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> others = first.compareAndExchange(null, mine);
        if (others == null) {
            return () -> {
                first.compareAndSet(mine, null);
                mine.complete(null);
            };
        }
        try (Cancellation.Registration _ = cancellation.onCancel(() -> mine.complete(null))) {
            CompletableFuture.anyOf(others, mine).join();
        }
        cancellation.throwIfCancelled();
        return () -> {};
    }
}
