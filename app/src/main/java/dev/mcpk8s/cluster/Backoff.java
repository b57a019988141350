package dev.mcpk8s.cluster;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits as an overloaded server asks for, ten times at most (client-go: {@code
 * rest/with_retry.go}).
 */
final class Backoff {

    private static final int ATTEMPTS = 10;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Cancellation cancellation;
    private int attempts;

    Backoff(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** Whether the call is to be made again; the answer is closed and the wait is over then. */
    boolean again(ApiResponse response) {
        boolean overloaded =
                response.status() == TOO_MANY_REQUESTS || response.status() >= SERVER_ERROR;
        @Nullable String seconds = overloaded ? response.header("Retry-After") : null;
        if (seconds == null || !seconds.matches("[0-9]{1,5}") || ++attempts > ATTEMPTS) {
            return false;
        }
        response.close();
        try {
            cancellation.sleep(Duration.ofSeconds(Long.parseLong(seconds)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandException(ErrorCode.CANCELLED, "interrupted");
        }
        return true;
    }
}
