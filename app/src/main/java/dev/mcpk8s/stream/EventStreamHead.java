package dev.mcpk8s.stream;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** The head of an answer of events: who stands in between must pass them on at once, unchanged. */
public final class EventStreamHead {

    private EventStreamHead() {}

    /** The same answer, changed. */
    public static <T> MutableHttpResponse<T> of(MutableHttpResponse<T> answer) {
        return answer.contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .header("X-Accel-Buffering", "no");
    }
}
