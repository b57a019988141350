package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.resource.ClusterSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a describer may ask besides its object.
 *
 * @param showEvents {@code --show-events}
 * @param chunkSize {@code --chunk-size}: how many objects a page of a list has, 0 for all
 * @param now what ages are counted to
 */
record DescribeScope(ClusterSession session, boolean showEvents, long chunkSize, Instant now) {

    /**
     * What is at a path.
     *
     * @throws dev.mcpk8s.error.StatusException when the server refuses
     */
    JsonNode get(String path) throws IOException {
        return session.raw(path).json();
    }

    /**
     * Every item of the list at a path, page by page.
     *
     * @param query {@code fieldSelector=...}, values encoded; empty for none
     */
    List<JsonNode> list(String path, String query) throws IOException {
        List<JsonNode> items = new ArrayList<>();
        pages(path, query, items::add);
        return items;
    }

    /** The same, each item handed on as its page comes. */
    void pages(String path, String query, Consumer<JsonNode> receiver) throws IOException {
        String next = "";
        do {
            List<String> parameters = new ArrayList<>();
            if (!query.isEmpty()) {
                parameters.add(query);
            }
            if (chunkSize > 0) {
                parameters.add("limit=" + chunkSize);
            }
            if (!next.isEmpty()) {
                parameters.add("continue=" + encoded(next));
            }
            JsonNode page = get(path + "?" + String.join("&", parameters));
            page.path("items").forEach(receiver);
            next = page.path("metadata").path("continue").asText();
        } while (!next.isEmpty());
    }

    /** Writes the object's events, when they are wanted. */
    void events(JsonNode object, Description out) throws IOException {
        events(EventSection.Subject.of(object), out);
    }

    /** Writes the subject's events, when they are wanted. */
    void events(EventSection.Subject subject, Description out) throws IOException {
        if (showEvents) {
            new EventSection(this).write(subject, out);
        }
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
