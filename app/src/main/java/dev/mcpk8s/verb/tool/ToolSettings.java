package dev.mcpk8s.verb.tool;

import dev.mcpk8s.command.Tool;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * Where the external programs are: {@code mcp-k8s.tools}. What is not configured is looked for on
 * the service's PATH when it starts.
 *
 * @param directory a folder that holds some of them by their usual names; it comes before the PATH
 * @param kubectl absolute path of kubectl
 * @param helm absolute path of helm
 * @param istioctl absolute path of istioctl
 * @param argocd absolute path of argocd
 * @param argocdConfig absolute path of the operator's own argocd configuration, as {@code argocd
 *     login} writes it; a request chooses one of its contexts with its context field. Without it
 *     argocd reaches no server
 * @param releaseProgress whether helm's long operations tell on standard error how far they are,
 *     and in the end what was not ready; a request's {@code progress} field wins
 */
@ConfigurationProperties("mcp-k8s.tools")
record ToolSettings(
        @Nullable String directory,
        @Nullable String kubectl,
        @Nullable String helm,
        @Nullable String istioctl,
        @Nullable String argocd,
        @Nullable String argocdConfig,
        @Bindable(defaultValue = "true") boolean releaseProgress) {

    /** The configured path of a tool; null when there is none. */
    @Nullable String path(Tool tool) {
        return switch (tool) {
            case KUBECTL -> kubectl;
            case HELM -> helm;
            case ISTIOCTL -> istioctl;
            case ARGOCD -> argocd;
        };
    }
}
