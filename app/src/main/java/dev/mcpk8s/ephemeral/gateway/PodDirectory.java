package dev.mcpk8s.ephemeral.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mcpk8s.cluster.ApiRequest;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.cluster.ClusterConnection;
import dev.mcpk8s.ephemeral.Labels;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.json.Json;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which pod is a server's, as one identity sees it. It is kept for a short time, so that a call
 * through the gateway is one call of the API server; what is wrong shows by the call itself, and is
 * then forgotten.
 */
final class PodDirectory {

    private static final String PORT_NAME = "mcp";
    private static final int DEFAULT_PORT = 8080;
    private static final int LARGEST_LIST = 4 << 20;

    private final Cache<Key, PodPort> known =
            Caffeine.newBuilder()
                    .maximumSize(1_000)
                    .expireAfterWrite(Duration.ofSeconds(30))
                    .build();

    private record Key(String namespace, String server) {}

    /** The one of a connection. */
    static PodDirectory of(ClusterConnection connection) {
        return connection.cached(PodDirectory.class, PodDirectory::new);
    }

    /**
     * @throws CommandException {@link ErrorCode#SERVER_NOT_FOUND}, {@link
     *     ErrorCode#SERVER_NOT_READY}, or as the API server refused
     */
    PodPort find(ClusterConnection connection, String server) throws IOException {
        Key key = new Key(connection.namespace(), server);
        PodPort found = known.getIfPresent(key);
        if (found == null) {
            found = look(connection, key);
            known.put(key, found);
        }
        return found;
    }

    void forget(ClusterConnection connection, String server) {
        known.invalidate(new Key(connection.namespace(), server));
    }

    private static PodPort look(ClusterConnection connection, Key key) throws IOException {
        ApiRequest request =
                ApiRequest.get("/api/v1/namespaces/" + key.namespace() + "/pods")
                        .withQuery("labelSelector", Labels.SERVER + "=" + key.server());
        try (ApiResponse response = connection.send(request)) {
            byte[] body = response.body().readNBytes(LARGEST_LIST);
            if (response.status() != 200) {
                throw ClusterRefusal.of(response.status(), body);
            }
            return choose(Json.READER.readTree(body).path("items"), key);
        }
    }

    private static PodPort choose(JsonNode pods, Key key) {
        JsonNode candidate = null;
        for (JsonNode pod : pods) {
            if (pod.at("/metadata/deletionTimestamp").isMissingNode()) {
                if (isReady(pod)) {
                    return portOf(pod, key);
                }
                candidate = isOver(pod) && candidate != null ? candidate : pod;
            }
        }
        if (candidate == null) {
            throw new CommandException(
                    ErrorCode.SERVER_NOT_FOUND,
                    "there is no server " + key.server() + " in namespace " + key.namespace());
        }
        if (isOver(candidate)) {
            throw new CommandException(
                    ErrorCode.SERVER_NOT_FOUND, "the server " + key.server() + " has ended");
        }
        throw new CommandException(
                ErrorCode.SERVER_NOT_READY,
                "the server " + key.server() + " is not ready yet: " + stateOf(candidate));
    }

    private static boolean isReady(JsonNode pod) {
        for (JsonNode condition : pod.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static boolean isOver(JsonNode pod) {
        String phase = pod.at("/status/phase").asText();
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    private static PodPort portOf(JsonNode pod, Key key) {
        int port = DEFAULT_PORT;
        for (JsonNode container : pod.at("/spec/containers")) {
            for (JsonNode declared : container.path("ports")) {
                if (declared.path("name").asText().equals(PORT_NAME)) {
                    port = declared.path("containerPort").asInt(DEFAULT_PORT);
                }
            }
        }
        return new PodPort(key.namespace(), pod.at("/metadata/name").asText(), port);
    }

    /** Why it is not ready, as far as the pod tells. */
    private static String stateOf(JsonNode pod) {
        for (JsonNode container : pod.at("/status/containerStatuses")) {
            @Nullable String reason = container.at("/state/waiting/reason").asText(null);
            if (reason != null) {
                return reason;
            }
        }
        for (JsonNode condition : pod.at("/status/conditions")) {
            if (condition.path("type").asText().equals("PodScheduled")
                    && condition.path("status").asText().equals("False")) {
                return condition.path("reason").asText("waiting for a node");
            }
        }
        return pod.at("/status/phase").asText("Pending").equals("Running")
                ? "its server has not answered yet"
                : "its pod is pending";
    }
}
