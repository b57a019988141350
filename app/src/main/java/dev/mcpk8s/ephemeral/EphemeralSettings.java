package dev.mcpk8s.ephemeral;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MCP servers as Jobs: {@code mcp-k8s.ephemeral}.
 *
 * @param enabled whether the endpoints and the MCP tools for them are there at all
 * @param proxyImage the image that wraps a server that speaks stdio; mcp-k8s-proxy of this
 *     service's version when it is not set
 * @param imagePullPolicy of every server's container
 * @param allowedImages how the images of servers may begin, such as {@code registry.example/mcp/};
 *     empty allows every image
 * @param defaultTimeToLive how long a server lives unless its creator says otherwise
 * @param maximumTimeToLive the longest a creator may ask for
 * @param defaultIdle after how long without a request a server ends itself, unless its creator says
 *     otherwise; zero for never
 * @param keepFinished how long a server that has ended can still be looked at
 * @param waitTimeout how long a creator waits for a server to become ready, unless the request says
 *     otherwise
 * @param maximumPerOwner how many servers one identity may have
 * @param maximumServers how many servers there may be in all; both are counted in all namespaces
 *     when the caller may list them, else in the server's own
 * @param networkPolicy whether each server gets a NetworkPolicy that lets only its port be reached
 * @param presets a YAML or JSON file with further presets, in the form of {@code config://presets}
 * @param reaperInterval how often what is left of servers is removed from the service's own
 *     cluster, when it has one; zero for never
 * @param reaperNamespaces where it looks; empty for all namespaces, or the service's own when it
 *     may not list all
 */
@ConfigurationProperties("mcp-k8s.ephemeral")
public record EphemeralSettings(
        @Bindable(defaultValue = "true") boolean enabled,
        @Nullable String proxyImage,
        @Bindable(defaultValue = "IfNotPresent") String imagePullPolicy,
        @Bindable(defaultValue = "") List<String> allowedImages,
        @Bindable(defaultValue = "1h") Duration defaultTimeToLive,
        @Bindable(defaultValue = "24h") Duration maximumTimeToLive,
        @Bindable(defaultValue = "30m") Duration defaultIdle,
        @Bindable(defaultValue = "5m") Duration keepFinished,
        @Bindable(defaultValue = "300s") Duration waitTimeout,
        @Bindable(defaultValue = "20") int maximumPerOwner,
        @Bindable(defaultValue = "200") int maximumServers,
        @Bindable(defaultValue = "true") boolean networkPolicy,
        @Nullable String presets,
        @Bindable(defaultValue = "1m") Duration reaperInterval,
        @Bindable(defaultValue = "") List<String> reaperNamespaces) {

    public EphemeralSettings {
        allowedImages = allowedImages.stream().filter(image -> !image.isBlank()).toList();
        reaperNamespaces = reaperNamespaces.stream().filter(name -> !name.isBlank()).toList();
    }

    /** The proxy's image, never empty. */
    String image() {
        if (proxyImage != null && !proxyImage.isBlank()) {
            return proxyImage;
        }
        @Nullable String packaged = EphemeralSettings.class.getPackage().getImplementationVersion();
        return "mcp-k8s-proxy:" + (packaged == null ? "development" : packaged);
    }
}
