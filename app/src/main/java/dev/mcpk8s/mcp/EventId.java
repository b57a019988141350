package dev.mcpk8s.mcp;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.io.IOException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of an event, unique among all replicas: which stream, and which event of it.
 *
 * <p>It also says which request the stream answers, so that a replica that does not know the stream
 * can still tell the client that this answer is lost.
 *
 * @param number 0 is before the first
 * @param request the id of the request; null for a stream on which the client only listens
 */
record EventId(String stream, long number, @Nullable Object request) {

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9-]{36})\\.([0-9]{1,18})(?:\\.([A-Za-z0-9_-]{1,400}))?");

    /** Longer ids of requests are not repeated with every event. */
    private static final int LONGEST_REQUEST = 200;

    /** Whether a request's id is short enough to stand in the ids of events. */
    static boolean canHold(Object request) {
        return JsonRpc.json(request).length <= LONGEST_REQUEST;
    }

    /**
     * @throws JsonRpc.Malformed when no replica can have given this id
     */
    static EventId parse(String text) throws JsonRpc.Malformed {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw unknown();
        }
        String request = parts.group(3);
        return new EventId(
                parts.group(1),
                Long.parseLong(parts.group(2)),
                request == null ? null : request(request));
    }

    private static Object request(String encoded) throws JsonRpc.Malformed {
        try {
            byte[] json = Base64.getUrlDecoder().decode(encoded);
            Object id = JsonRpc.mapper().readValue(json, Object.class);
            if (JsonRpc.isId(id)) {
                return id;
            }
        } catch (IllegalArgumentException | IOException notOurs) {
            // as below
        }
        throw unknown();
    }

    private static JsonRpc.Malformed unknown() {
        return new JsonRpc.Malformed(
                ErrorCodes.INVALID_REQUEST,
                "Last-Event-ID is not the id of an event of this service",
                null);
    }

    /** As it is sent. */
    String text() {
        return stream + "." + number + (request == null ? "" : "." + encoded(request));
    }

    private static String encoded(Object request) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JsonRpc.json(request));
    }
}
