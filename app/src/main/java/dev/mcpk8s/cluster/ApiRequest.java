package dev.mcpk8s.cluster;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call to an API server, as raw as HTTP: nothing in it is interpreted.
 *
 * @param path below the server's address, already escaped, with its query when it has one
 * @param accept the {@code Accept} header
 * @param body null for none; not copied
 * @param contentType of the body; null when there is none
 * @param limit on the call from its start to the end of its answer, over which reading the answer
 *     fails; null for none of its own
 * @param large whether the answer may be large and wait for whoever reads it
 */
public record ApiRequest(
        String method,
        String path,
        String accept,
        byte @Nullable [] body,
        @Nullable String contentType,
        @Nullable Duration limit,
        boolean large) {

    public static final String JSON = "application/json";

    /** A call without a limit of its own. */
    public ApiRequest(
            String method,
            String path,
            String accept,
            byte @Nullable [] body,
            @Nullable String contentType) {
        this(method, path, accept, body, contentType, null, false);
    }

    /** A GET that accepts JSON. */
    public static ApiRequest get(String path) {
        return new ApiRequest("GET", path, JSON, null, null);
    }

    /** The same call with another {@code Accept} header. */
    public ApiRequest accepting(String mediaTypes) {
        return new ApiRequest(method, path, mediaTypes, body, contentType, limit, large);
    }

    /** The same call with one more query parameter, escaped here. */
    public ApiRequest withQuery(String name, String value) {
        String pair = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        String separator = path.indexOf('?') < 0 ? "?" : "&";
        return new ApiRequest(
                method, path + separator + pair, accept, body, contentType, limit, large);
    }

    /** The same call, which may take no longer than this. */
    public ApiRequest within(Duration longest) {
        return new ApiRequest(method, path, accept, body, contentType, longest, large);
    }

    /**
     * The same call, whose answer may be large and stays with the server until it is read. Over
     * HTTP/2 up to 16 MiB of each would wait in our heap, whether there is room or not.
     */
    public ApiRequest untilRead() {
        return new ApiRequest(method, path, accept, body, contentType, limit, true);
    }
}
