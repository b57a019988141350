package dev.mcpk8s.stream;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How streams behave: {@code mcp-k8s.stream}.
 *
 * @param heartbeat how often a comment is sent on an open stream, so that proxies keep it open
 */
@ConfigurationProperties("mcp-k8s.stream")
public record StreamSettings(@Bindable(defaultValue = "15s") Duration heartbeat) {}
