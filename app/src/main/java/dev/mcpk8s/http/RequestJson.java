package dev.mcpk8s.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON of the REST edge, read and written on the request's own thread, never the network's.
 * Messages never quote a body: it holds the caller's credentials.
 */
final class RequestJson {

    private static final int DEEPEST = 100;

    /** Refuses what could be read in two ways: duplicate members, text after the end. */
    static final ObjectMapper STRICT =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    // virtual threads do not keep buffers: they share a pool
                                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private RequestJson() {}

    /**
     * A body as maps, lists, strings, numbers, booleans and null.
     *
     * @throws CommandException {@link ErrorCode#INVALID_JSON}
     */
    static @Nullable Object read(byte[] body) {
        try {
            return STRICT.readValue(body, Object.class);
        } catch (JsonProcessingException broken) {
            throw new CommandException(
                    ErrorCode.INVALID_JSON, "the body is not valid JSON" + where(broken));
        } catch (IOException broken) {
            throw new CommandException(
                    ErrorCode.INVALID_JSON, "the body is not valid JSON: it is not UTF-8 text");
        }
    }

    /**
     * The fields of a request.
     *
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} when the body is no object
     */
    @SuppressWarnings("unchecked") // the names of a JSON object are strings
    static Map<String, ?> fields(@Nullable Object body) {
        if (!(body instanceof Map<?, ?> fields)) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST,
                    "the body must be a JSON object such as {\"command\": \"get pods\"}");
        }
        return (Map<String, ?>) fields;
    }

    static byte[] write(Object document) {
        try {
            return STRICT.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String where(JsonProcessingException broken) {
        JsonLocation place = broken.getLocation();
        return place == null
                ? ""
                : ": look at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
