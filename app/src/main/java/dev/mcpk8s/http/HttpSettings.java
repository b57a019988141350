package dev.mcpk8s.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * The REST edge: {@code mcp-k8s.http}.
 *
 * @param maxOutput how many bytes of output a buffered answer keeps
 * @param allowedHosts further names by which clients may call the service ({@code Host} header,
 *     without port); while it listens on loopback only the loopback's own names are allowed else
 * @param allowedOrigins further origins whose pages may call the service, as {@code
 *     https://example.com}
 */
@ConfigurationProperties("mcp-k8s.http")
public record HttpSettings(
        @Bindable(defaultValue = "67108864") int maxOutput,
        @Bindable(defaultValue = "") List<String> allowedHosts,
        @Bindable(defaultValue = "") List<String> allowedOrigins) {

    public HttpSettings {
        allowedHosts = allowedHosts.stream().filter(host -> !host.isBlank()).toList();
        allowedOrigins = allowedOrigins.stream().filter(origin -> !origin.isBlank()).toList();
    }
}
