package dev.mcpk8s.mcp;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How a client whose connection broke goes on: {@code mcp-k8s.mcp.resumption}.
 *
 * @param enabled whether streams can be resumed at all; otherwise a call ends with its connection
 * @param grace how long a call goes on while its connection is broken; then it is cancelled. Longer
 *     than a second, it outlives a client that left for good
 * @param retry after which time clients are told to come back
 * @param kept how long what a call answered waits for a client that comes back
 * @param maxEvents how many events of a session are kept for a client that comes back
 * @param maxBytes how many bytes of a session are kept for a client that comes back
 * @param totalBytes how many bytes of all sessions together
 */
@ConfigurationProperties("mcp-k8s.mcp.resumption")
public record ResumptionSettings(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "600ms") Duration grace,
        @Bindable(defaultValue = "100ms") Duration retry,
        @Bindable(defaultValue = "1m") Duration kept,
        @Bindable(defaultValue = "1000") int maxEvents,
        @Bindable(defaultValue = "2000000") int maxBytes,
        @Bindable(defaultValue = "32000000") int totalBytes) {}
