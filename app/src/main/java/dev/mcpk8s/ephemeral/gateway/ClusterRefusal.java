package dev.mcpk8s.ephemeral.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.json.Json;
import java.io.IOException;
import java.util.List;

/** An error of the API server's own, told apart from what the pod answered. */
final class ClusterRefusal {

    /** Longer than the API server's longest message. */
    static final int LONGEST = 64 * 1024;

    private ClusterRefusal() {}

    /** Whether a body is a {@code Status} of the API server. */
    static boolean isStatus(byte[] body) {
        JsonNode status = read(body);
        return status.path("kind").asText().equals("Status")
                && status.path("apiVersion").asText().equals("v1");
    }

    /**
     * What a caller is told: {@link ErrorCode#API_STATUS} as everywhere, except where the API
     * server speaks of the server that was called.
     */
    static CommandException of(int httpStatus, byte[] body) {
        JsonNode status = read(body);
        String message = status.path("message").asText("the cluster answered " + httpStatus);
        return switch (httpStatus) {
            case 403 ->
                    refused(
                            status,
                            httpStatus,
                            message
                                    + "; the gateway needs the right to list pods and to get,"
                                    + " create and delete pods/proxy");
            case 404 ->
                    new CommandException(
                            ErrorCode.SERVER_NOT_FOUND, "the server is gone: " + message);
            case 502, 503, 504 ->
                    new CommandException(
                            ErrorCode.SERVER_FAILED,
                            "the server cannot be reached through the cluster: " + message);
            default -> refused(status, httpStatus, message);
        };
    }

    private static StatusException refused(JsonNode status, int httpStatus, String message) {
        String reason = status.path("reason").asText("");
        return new StatusException(httpStatus, reason, message, null, null, List.of());
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode read = Json.READER.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
