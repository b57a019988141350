package dev.mcpk8s.mcp;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * What models see and how long a session is kept: {@code mcp-k8s.mcp}.
 *
 * @param kubeconfigArgument whether a tool call may bring a kubeconfig; off, so that models are not
 *     tempted to make one up
 * @param maxOutput how many bytes of a command's standard output one answer holds, unless the call
 *     says otherwise
 * @param outputLimit how many bytes a call may ask for
 * @param aliases whether the tools are also offered under the names of older servers
 * @param maximumSessions how many sessions are remembered; the one longest unused is forgotten
 *     first, and starts anew with its next message
 * @param sessionIdle how long a session that nobody uses is remembered
 * @param mounts ephemeral servers whose tools every client gets beside ours, each as {@code
 *     PREFIX=NAMESPACE/SERVER}; reached with the request's own kubeconfig
 */
@ConfigurationProperties("mcp-k8s.mcp")
public record McpSettings(
        @Bindable(defaultValue = "false") boolean kubeconfigArgument,
        @Bindable(defaultValue = "200000") int maxOutput,
        @Bindable(defaultValue = "2000000") int outputLimit,
        @Bindable(defaultValue = "false") boolean aliases,
        @Bindable(defaultValue = "10000") int maximumSessions,
        @Bindable(defaultValue = "30m") Duration sessionIdle,
        @Bindable(defaultValue = "") List<String> mounts) {

    public McpSettings {
        mounts = mounts.stream().filter(mount -> !mount.isBlank()).toList();
    }
}
