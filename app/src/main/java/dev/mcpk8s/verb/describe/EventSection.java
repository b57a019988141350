package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.golang.GoRune;
import dev.mcpk8s.golang.GoSort;
import dev.mcpk8s.print.Age;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events at the end of a description (kubectl: {@code describe/describe.go}). */
final class EventSection {

    /**
     * Whose events are wanted.
     *
     * @param kind empty for any
     * @param uid empty for any
     */
    record Subject(String kind, String name, String namespace, String uid) {

        /** An object, of which the events tell by everything they could. */
        static Subject of(JsonNode object) {
            JsonNode metadata = object.path("metadata");
            return new Subject(
                    FieldValue.text(object.path("kind")),
                    FieldValue.text(metadata.path("name")),
                    FieldValue.text(metadata.path("namespace")),
                    FieldValue.text(metadata.path("uid")));
        }

        private String fieldSelector() {
            String text = kind.isEmpty() ? "" : "involvedObject.kind=" + escaped(kind) + ",";
            text += "involvedObject.name=" + escaped(name);
            text += ",involvedObject.namespace=" + escaped(namespace);
            return uid.isEmpty() ? text : text + ",involvedObject.uid=" + escaped(uid);
        }

        private static String escaped(String value) {
            return value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
        }
    }

    private final DescribeScope scope;

    EventSection(DescribeScope scope) {
        this.scope = scope;
    }

    /** Reads and writes what is known; what the server does not tell is left out. */
    void write(Subject subject, Description out) throws IOException {
        write(known(subject), out);
    }

    /** Writes events, which are sorted for it. */
    void write(List<JsonNode> events, Description out) throws IOException {
        if (events.isEmpty()) {
            out.field("Events", FieldValue.NONE);
            return;
        }
        out.flush();
        GoSort.sort(events, (left, right) -> lastSeen(left).isBefore(lastSeen(right)));
        out.write("Events:\n  Type\tReason\tAge\tFrom\tMessage\n");
        out.write(1, "----\t------\t----\t----\t-------\n");
        for (JsonNode event : events) {
            String cells =
                    String.join(
                            "\t",
                            FieldValue.text(event.path("type")),
                            FieldValue.text(event.path("reason")),
                            interval(event),
                            source(event),
                            message(event));
            out.write(1, cells + "\n");
        }
    }

    /** What is known; as with kubectl, who may not read events sees the object without them. */
    List<JsonNode> known(Subject subject) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        try {
            read(subject, events::add);
        } catch (StatusException refused) {
            return events;
        }
        return events;
    }

    /**
     * Reads events page by page.
     *
     * @throws StatusException when the server refuses
     */
    void read(Subject subject, Consumer<JsonNode> receiver) throws IOException {
        String path =
                subject.namespace().isEmpty()
                        ? "/api/v1/events"
                        : "/api/v1/namespaces/" + subject.namespace() + "/events";
        String query = "fieldSelector=" + DescribeScope.encoded(subject.fieldSelector());
        scope.pages(path, query, receiver);
    }

    private String interval(JsonNode event) {
        String first =
                since(
                        event.path("eventTime").isTextual()
                                ? event.path("eventTime")
                                : event.path("firstTimestamp"));
        JsonNode series = event.path("series");
        if (series.isObject()) {
            return times(series.path("lastObservedTime"), series.path("count").asLong(), first);
        }
        long count = event.path("count").asLong();
        return count > 1 ? times(event.path("lastTimestamp"), count, first) : first;
    }

    private String times(JsonNode last, long count, String first) {
        return since(last) + " (x" + count + " over " + first + ")";
    }

    private String since(JsonNode time) {
        return Age.since(FieldValue.text(time), scope.now());
    }

    private static Instant lastSeen(JsonNode event) {
        try {
            return OffsetDateTime.parse(FieldValue.text(event.path("lastTimestamp"))).toInstant();
        } catch (DateTimeException none) {
            return Instant.MIN;
        }
    }

    private static String source(JsonNode event) {
        return FieldValue.textOr(
                event.path("source").path("component"),
                FieldValue.text(event.path("reportingComponent")));
    }

    private static String message(JsonNode event) {
        String message = GoRune.trimSpace(FieldValue.text(event.path("message")));
        String field = FieldValue.text(event.path("involvedObject").path("fieldPath"));
        return field.isEmpty() ? message : field + ": " + message;
    }
}
