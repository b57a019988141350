package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A server as every surface shows it. It is what the cluster holds at the moment, and nothing of it
 * is secret.
 *
 * @param jobName names it everywhere
 * @param config what was asked for; values of the environment are masked
 * @param url where other pods reach it
 * @param sseUrl the same for clients of the older transport
 * @param gatewayUrl where everybody reaches it: a path of this service
 * @param reason one word, as Kubernetes says it, when all is not well; null otherwise
 * @param message a sentence to go with the reason
 * @param restarts how often its container ended and began anew
 * @param podName null while there is no pod
 * @param owner a hash of who created it
 * @param createdAt RFC 3339
 * @param expiresAt when its time to live is over, RFC 3339
 */
@JsonPropertyOrder({"job_name", "namespace", "state", "ready", "reason", "message"})
public record EphemeralServer(
        @JsonProperty("job_name") String jobName,
        String namespace,
        ServerState state,
        boolean ready,
        @Nullable String reason,
        @Nullable String message,
        int restarts,
        @JsonProperty("pod_name") @Nullable String podName,
        String url,
        @JsonProperty("sse_url") String sseUrl,
        @JsonProperty("gateway_url") String gatewayUrl,
        String owner,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("expires_at") String expiresAt,
        JsonNode config) {}
