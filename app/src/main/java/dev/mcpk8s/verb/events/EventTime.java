package dev.mcpk8s.verb.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.Age;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** When an event was seen (kubectl: {@code pkg/cmd/events}). */
final class EventTime {

    private EventTime() {}

    /** When it was seen last: what events are ordered by. */
    static Instant of(JsonNode event) {
        JsonNode series = event.path("series");
        if (series.isObject()) {
            return instant(series.path("lastObservedTime"));
        }
        Instant last = instant(event.path("lastTimestamp"));
        return last.equals(Instant.MIN) ? instant(event.path("eventTime")) : last;
    }

    /** {@code 5m}, {@code 2s (x3 over 5m)}. */
    static String interval(JsonNode event, Instant now) {
        JsonNode began = event.path("eventTime");
        String first = since(began.isTextual() ? began : event.path("firstTimestamp"), now);
        JsonNode series = event.path("series");
        if (series.isObject()) {
            return repeated(
                    since(series.path("lastObservedTime"), now),
                    series.path("count").asLong(),
                    first);
        }
        long count = event.path("count").asLong();
        return count > 1 ? repeated(since(event.path("lastTimestamp"), now), count, first) : first;
    }

    private static String repeated(String last, long count, String first) {
        return last + " (x" + count + " over " + first + ")";
    }

    private static String since(JsonNode time, Instant now) {
        return Age.since(time.isTextual() ? time.asText() : "", now);
    }

    private static Instant instant(JsonNode time) {
        try {
            return time.isTextual() ? OffsetDateTime.parse(time.asText()).toInstant() : Instant.MIN;
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }
}
