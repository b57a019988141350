package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.Age;
import dev.mcpk8s.print.describe.Description;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The events at the end of a description (kubectl: {@code describe/describe.go}). */
final class EventSection {

    private final DescribeScope scope;

    EventSection(DescribeScope scope) {
        this.scope = scope;
    }

    /** Reads and writes what is known of an object. */
    void write(JsonNode object, Description out) throws IOException {
        write(of(object), out);
    }

    private List<JsonNode> of(JsonNode object) throws IOException {
        JsonNode metadata = object.path("metadata");
        String namespace = metadata.path("namespace").asText();
        String selector =
                "involvedObject.kind=%s,involvedObject.name=%s,involvedObject.namespace=%s,involvedObject.uid=%s"
                        .formatted(
                                object.path("kind").asText(),
                                metadata.path("name").asText(),
                                namespace,
                                metadata.path("uid").asText());
        String path =
                namespace.isEmpty()
                        ? "/api/v1/events"
                        : "/api/v1/namespaces/" + namespace + "/events";
        return scope.list(path, "fieldSelector=" + DescribeScope.encoded(selector));
    }

    private void write(List<JsonNode> events, Description out) throws IOException {
        if (events.isEmpty()) {
            out.write("Events:\t<none>\n");
            return;
        }
        out.flush();
        List<JsonNode> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparing(event -> instant(event.path("lastTimestamp"))));
        out.write("Events:\n  Type\tReason\tAge\tFrom\tMessage\n");
        out.write(1, "----\t------\t----\t----\t-------\n");
        for (JsonNode event : sorted) {
            out.write(
                    1,
                    "%s\t%s\t%s\t%s\t%s\n"
                            .formatted(
                                    event.path("type").asText(),
                                    event.path("reason").asText(),
                                    interval(event),
                                    source(event),
                                    message(event)));
        }
    }

    private String interval(JsonNode event) {
        String began = event.path("eventTime").asText("");
        String first =
                since(
                        began.isEmpty() || began.equals("null")
                                ? event.path("firstTimestamp")
                                : event.path("eventTime"));
        JsonNode series = event.path("series");
        if (series.isObject()) {
            return "%s (x%d over %s)"
                    .formatted(
                            since(series.path("lastObservedTime")),
                            series.path("count").asLong(),
                            first);
        }
        long count = event.path("count").asLong();
        return count > 1
                ? "%s (x%d over %s)".formatted(since(event.path("lastTimestamp")), count, first)
                : first;
    }

    private String since(JsonNode time) {
        return Age.since(time.isTextual() ? time.asText() : "", scope.now());
    }

    private static Instant instant(JsonNode time) {
        return time.isTextual() ? Instant.parse(time.asText()) : Instant.MIN;
    }

    private static String source(JsonNode event) {
        String component = event.path("source").path("component").asText();
        return component.isEmpty() ? event.path("reportingComponent").asText() : component;
    }

    private static String message(JsonNode event) {
        String message = event.path("message").asText().strip();
        String field = event.path("involvedObject").path("fieldPath").asText();
        return field.isEmpty() ? message : field + ": " + message;
    }
}
