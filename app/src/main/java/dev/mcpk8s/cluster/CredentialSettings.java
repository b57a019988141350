package dev.mcpk8s.cluster;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Programs that log in to a cluster (EKS, GKE, AKS): {@code mcp-k8s.credential-programs}. Only
 * those that the operator's own kubeconfig names; a caller's are always refused.
 *
 * @param enabled whether the programs run that the operator's own kubeconfig names to log in; a
 *     caller's never do
 * @param timeLimit how long such a program may take
 */
@ConfigurationProperties("mcp-k8s.credential-programs")
public record CredentialSettings(
        @Bindable(defaultValue = "false") boolean enabled,
        @Bindable(defaultValue = "1m") Duration timeLimit) {}
