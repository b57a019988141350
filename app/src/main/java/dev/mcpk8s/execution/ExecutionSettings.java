package dev.mcpk8s.execution;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How commands run: {@code mcp-k8s.execution}.
 *
 * @param defaultTimeout how long a command may take when the request does not say
 * @param maximumTimeout the longest a request may ask for
 * @param maximumConcurrent how many commands run at once; one more is refused
 */
@ConfigurationProperties("mcp-k8s.execution")
public record ExecutionSettings(
        @Bindable(defaultValue = "300s") Duration defaultTimeout,
        @Bindable(defaultValue = "3600s") Duration maximumTimeout,
        @Bindable(defaultValue = "2000") int maximumConcurrent) {}
