package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Consequence.Reach;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * When a client's user is asked before a command runs: {@code mcp-k8s.mcp.confirmation}.
 *
 * @param ask before which commands: {@code never}; {@code destructive}, what deletes objects or
 *     stops what runs; {@code changes}, whatever is not only read
 * @param required whether such a command is refused where the client cannot ask; otherwise it runs,
 *     as with every client of before
 * @param within how long the user may think
 */
@ConfigurationProperties("mcp-k8s.mcp.confirmation")
public record ConfirmationSettings(
        @Bindable(defaultValue = "destructive") Ask ask,
        @Bindable(defaultValue = "false") boolean required,
        @Bindable(defaultValue = "5m") Duration within) {

    /** Which commands are asked about. */
    public enum Ask {
        NEVER,
        DESTRUCTIVE,
        CHANGES;

        boolean covers(Reach reach) {
            return switch (this) {
                case NEVER -> false;
                case DESTRUCTIVE -> reach == Reach.DESTROYS;
                case CHANGES -> reach != Reach.NONE;
            };
        }
    }
}
