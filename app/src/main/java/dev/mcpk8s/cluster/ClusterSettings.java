package dev.mcpk8s.cluster;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How clusters are reached: {@code mcp-k8s.cluster}.
 *
 * @param kubeconfigLimit how many bytes a kubeconfig may have once decoded
 * @param maximumConnections how many connections are kept; the least used one goes first
 * @param idleTime how long an unused connection is kept
 * @param connectTimeout how long connecting may take, and again the TLS handshake
 * @param allowPrivate whether callers' kubeconfigs may name private addresses
 * @param allowLoopback whether they may name loopback; null means only while the service itself
 *     listens on loopback alone
 * @param pinAddresses whether an external program gets the checked address in place of a host name,
 *     so that the name cannot lead elsewhere when the program resolves it again
 */
@ConfigurationProperties("mcp-k8s.cluster")
public record ClusterSettings(
        @Bindable(defaultValue = "1048576") int kubeconfigLimit,
        @Bindable(defaultValue = "256") int maximumConnections,
        @Bindable(defaultValue = "5m") Duration idleTime,
        @Bindable(defaultValue = "10s") Duration connectTimeout,
        @Bindable(defaultValue = "true") boolean allowPrivate,
        @Nullable Boolean allowLoopback,
        @Bindable(defaultValue = "true") boolean pinAddresses) {}
