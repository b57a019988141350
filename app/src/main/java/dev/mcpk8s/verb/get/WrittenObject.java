package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.cluster.ApiResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An object out of a file, in the place of a server's answer. */
final class WrittenObject implements ApiResponse {

    private final JsonNode object;

    WrittenObject(JsonNode object) {
        this.object = object;
    }

    @Override
    public int status() {
        return 200;
    }

    @Override
    public @Nullable String header(String name) {
        return null;
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(object.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
