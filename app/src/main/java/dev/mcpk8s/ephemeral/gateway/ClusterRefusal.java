package dev.mcpk8s.ephemeral.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.json.Json;
import java.io.IOException;

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

    /** What a caller is told. */
    static CommandException of(int httpStatus, byte[] body) {
        String message = read(body).path("message").asText("");
        return switch (httpStatus) {
            case 401 ->
                    new CommandException(
                            ErrorCode.CLUSTER_FORBIDDEN,
                            "the cluster does not accept the kubeconfig's credentials");
            case 403 ->
                    new CommandException(
                            ErrorCode.CLUSTER_FORBIDDEN,
                            message
                                    + "; the gateway needs the right to list pods and to get,"
                                    + " create and delete pods/proxy");
            case 404 ->
                    new CommandException(
                            ErrorCode.SERVER_NOT_FOUND, "the server is gone: " + message);
            case 429 -> new CommandException(ErrorCode.TOO_MANY_REQUESTS, message);
            case 502, 503, 504 ->
                    new CommandException(
                            ErrorCode.SERVER_FAILED,
                            "the server cannot be reached through the cluster: " + message);
            default ->
                    new CommandException(
                            ErrorCode.CLUSTER_FAILED,
                            "the cluster answered "
                                    + httpStatus
                                    + (message.isEmpty() ? "" : ": " + message));
        };
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
