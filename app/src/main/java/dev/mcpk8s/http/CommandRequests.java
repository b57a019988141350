package dev.mcpk8s.http;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.CommandRequest;
import dev.mcpk8s.execution.ExecutionSettings;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** From what an HTTP request carries to what the engine runs. */
@Singleton
final class CommandRequests {

    private static final String KUBECONFIG_HEADER = "X-Kubeconfig";

    private final ExecutionSettings settings;

    CommandRequests(ExecutionSettings settings) {
        this.settings = settings;
    }

    /**
     * @param tool the tool the address names; null when the command line does
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} for a time limit out of range
     */
    CommandRequest from(HttpRequest<?> http, @Nullable Tool tool, Envelope envelope) {
        String header = http.getHeaders().get(KUBECONFIG_HEADER);
        String kubeconfig = header == null || header.isEmpty() ? envelope.kubeconfig() : header;
        return new CommandRequest(
                RequestIds.of(http),
                tool,
                envelope.command(),
                new ClusterTarget(kubeconfig, envelope.context(), envelope.namespace()),
                timeout(envelope.timeoutSeconds()),
                envelope.stdin(),
                envelope.files());
    }

    private Duration timeout(@Nullable Long seconds) {
        if (seconds == null) {
            return settings.defaultTimeout();
        }
        long longest = settings.maximumTimeout().toSeconds();
        if (seconds < 1 || seconds > longest) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST, "timeout must be from 1 to " + longest + " seconds");
        }
        return Duration.ofSeconds(seconds);
    }
}
