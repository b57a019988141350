package dev.mcpk8s.cluster;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * The cluster of requests that bring no kubeconfig: {@code mcp-k8s}. Neither set means that such
 * requests are refused.
 *
 * @param kubeconfig a kubeconfig file; it is trusted, so it may name further files
 * @param inCluster whether the pod's own service account is used
 */
@ConfigurationProperties("mcp-k8s")
public record OperatorSettings(
        @Nullable String kubeconfig, @Bindable(defaultValue = "false") boolean inCluster) {}
