package dev.mcpk8s.resource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The changes that a watch tells, each read when it is asked for. */
public final class WatchStream implements AutoCloseable {

    private final ApiResponse answer;
    private @Nullable JsonParser changes;

    /**
     * A change of an object, or a failure of the watch.
     *
     * @param type {@code ADDED}, {@code MODIFIED}, {@code DELETED}, {@code BOOKMARK} or {@code
     *     ERROR}
     * @param object as it is now, or was last; of an error the status
     */
    public record Change(String type, JsonNode object) {}

    /**
     * @param answer closed with this
     */
    public WatchStream(ApiResponse answer) {
        this.answer = answer;
    }

    /**
     * Waits for the next change.
     *
     * @return null when the watch is over, by the server's will or because it broke off
     * @throws CommandException why the command was told to stop
     */
    public @Nullable Change next() {
        try {
            JsonNode event = parser().readValueAsTree();
            return event == null
                    ? null
                    : new Change(event.path("type").asText(), event.path("object"));
        } catch (IOException brokeOff) {
            return null;
        }
    }

    /** Made when it is needed: it waits for the first change at once. */
    private JsonParser parser() throws IOException {
        JsonParser known = changes;
        if (known == null) {
            known = Json.READER.createParser(answer.body());
            changes = known;
        }
        return known;
    }

    @Override
    public void close() {
        answer.close();
    }
}
