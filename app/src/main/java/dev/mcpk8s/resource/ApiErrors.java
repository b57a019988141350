package dev.mcpk8s.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API server's failure, also where something between us and it answered without a {@code Status}
 * (client-go: {@code rest/request.go}; apimachinery: {@code NewGenericServerResponse}).
 */
final class ApiErrors {

    private static final int LARGEST_STATUS = 1 << 20;
    private static final int LARGEST_TEXT = 2048;

    private static final Set<String> READABLE =
            Set.of(
                    "application/json",
                    "application/yaml",
                    "application/cbor",
                    "application/vnd.kubernetes.protobuf");

    /** The only failure of which kubectl tells what was asked for, and what came instead. */
    private static final int UNPROCESSABLE = 422;

    private ApiErrors() {}

    /**
     * Reads the answer's body.
     *
     * @param subject {@code pods}, {@code deployments.apps web}; empty for a bare path
     */
    static StatusException read(ApiResponse response, String method, String subject)
            throws IOException {
        byte[] body = response.body().readNBytes(LARGEST_STATUS);
        StatusException structured = structured(response.status(), body);
        return structured != null ? structured : generic(response, body, method, subject);
    }

    /** As kubectl tells of failures where it never looks for a {@code Status}: in discovery. */
    static StatusException readUnstructured(ApiResponse response, String method)
            throws IOException {
        return generic(response, response.body().readNBytes(LARGEST_TEXT), method, "");
    }

    /** A {@code Status} body in its own words; null when it is none or tells of no failure. */
    private static @Nullable StatusException structured(int httpStatus, byte[] body) {
        JsonNode status;
        try {
            status = Json.READER.readTree(body);
        } catch (IOException notJson) {
            return null;
        }
        if (status == null
                || !status.path("kind").asText().equals("Status")
                || status.path("status").asText().equals("Success")) {
            return null;
        }
        JsonNode details = status.path("details");
        List<StatusException.Cause> causes = new ArrayList<>();
        for (JsonNode cause : details.path("causes")) {
            causes.add(
                    new StatusException.Cause(
                            cause.path("field").asText(), cause.path("message").asText()));
        }
        return new StatusException(
                status.path("code").asInt(httpStatus),
                status.path("reason").asText(),
                status.path("message").asText(),
                textOrNull(details.path("kind")),
                textOrNull(details.path("name")),
                causes);
    }

    private static StatusException generic(
            ApiResponse response, byte[] body, String method, String subject) {
        String contentType = response.header("Content-Type");
        String text = "unknown";
        if (contentType == null || contentType.toLowerCase(Locale.ROOT).startsWith("text/")) {
            int length = Math.min(body.length, LARGEST_TEXT);
            text = new String(body, 0, length, StandardCharsets.UTF_8).strip();
        }
        Wording wording = wording(response.status(), method, text);
        String message = wording.message();
        if (!subject.isEmpty()) {
            message += " (" + method.toLowerCase(Locale.ROOT) + " " + subject + ")";
        }
        if (response.status() != UNPROCESSABLE) {
            return new StatusException(
                    response.status(), wording.reason(), message, null, null, List.of());
        }
        String[] named = subject.split(" ", 2);
        return new StatusException(
                response.status(),
                wording.reason(),
                message,
                named[0].split("\\.", 2)[0],
                named.length > 1 ? named[1] : "",
                List.of(new StatusException.Cause("", text)));
    }

    /**
     * Keeps what is no API server's from being read as an answer: a proxy's page, say.
     *
     * @throws CommandException when the answer says that it holds no objects
     */
    static void requireObjects(ApiResponse response) {
        String type = response.header("Content-Type");
        if (type != null && !isReadable(type)) {
            response.close();
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED, "serializer for " + type + " doesn't exist");
        }
    }

    private static boolean isReadable(String contentType) {
        return contentType.isEmpty()
                || READABLE.contains(contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    private record Wording(String reason, String message) {}

    private static Wording wording(int status, String method, String text) {
        return switch (status) {
            case 400 ->
                    new Wording(
                            "BadRequest", "the server rejected our request for an unknown reason");
            case 401 ->
                    new Wording(
                            "Unauthorized",
                            "the server has asked for the client to provide credentials");
            case 403 -> new Wording("Forbidden", text);
            case 404 -> new Wording("NotFound", "the server could not find the requested resource");
            case 405 ->
                    new Wording(
                            "MethodNotAllowed",
                            "the server does not allow this method on the requested resource");
            case 406 -> new Wording("NotAcceptable", notAcceptable(text));
            case 409 ->
                    new Wording(
                            method.equals("POST") ? "AlreadyExists" : "Conflict",
                            "the server reported a conflict");
            case 415 -> new Wording("UnsupportedMediaType", text);
            case 422 ->
                    new Wording(
                            "Invalid",
                            "the server rejected our request due to an error in our request");
            case 429 ->
                    new Wording(
                            "TooManyRequests",
                            "the server has received too many requests and has asked us to try"
                                    + " again later");
            default -> otherWording(status, text);
        };
    }

    private static Wording otherWording(int status, String text) {
        return switch (status) {
            case 503 ->
                    new Wording(
                            "ServiceUnavailable",
                            "the server is currently unable to handle the request");
            case 504 ->
                    new Wording(
                            "Timeout",
                            "the server was unable to return a response in the time allotted, but"
                                    + " may still be processing the request");
            default ->
                    status >= 500
                            ? new Wording(
                                    "InternalError",
                                    "an error on the server ("
                                            + GoQuote.quote(text)
                                            + ") has prevented the request from succeeding")
                            : new Wording(
                                    "",
                                    "the server responded with the status code "
                                            + status
                                            + " but did not return more information");
        };
    }

    private static String notAcceptable(String text) {
        return text.isEmpty() || text.equals("unknown")
                ? "the server was unable to respond with a content type that the client supports"
                : text;
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }
}
