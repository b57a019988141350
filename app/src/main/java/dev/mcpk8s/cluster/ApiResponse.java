package dev.mcpk8s.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mcpk8s.json.Json;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** An API server's answer, its body still on the wire. Closing it early gives the rest up. */
public interface ApiResponse extends AutoCloseable {

    int status();

    /** The first value of a header; null when it is missing. */
    @Nullable String header(String name);

    /** The body as it arrives. Reading fails with an exception once the command is cancelled. */
    InputStream body();

    /**
     * The whole body as a tree, the receiver's own to change. Closes the answer, also on failure.
     *
     * @return missing for an empty body
     * @throws IOException when the body breaks off or is not one JSON value
     */
    default JsonNode json() throws IOException {
        try (ApiResponse _ = this;
                JsonParser text = Json.READER.createParser(body())) {
            JsonNode value = text.readValueAsTree();
            // A body that is left before its end is cut off by a reset, which costs both sides.
            if (text.nextToken() != null) {
                throw new IOException("the answer goes on after its end");
            }
            return value == null ? MissingNode.getInstance() : value;
        }
    }

    @Override
    void close();
}
