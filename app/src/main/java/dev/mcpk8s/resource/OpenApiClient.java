package dev.mcpk8s.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.cluster.ApiRequest;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.cluster.ClusterConnection;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a server publishes of its types in OpenAPI (client-go: {@code openapi/client.go}). */
public final class OpenApiClient {

    private static final String INDEX = "/openapi/v3";

    private final ObjectClient objects;
    private final ClusterConnection connection;

    OpenApiClient(ObjectClient objects, ClusterConnection connection) {
        this.objects = objects;
        this.connection = connection;
    }

    /** Where the document of each group's version is. */
    public final class Index {

        private final JsonNode paths;

        private Index(JsonNode paths) {
            this.paths = paths;
        }

        /**
         * The document of a group's version, kept as long as its content stays; null when the
         * server has none.
         */
        public @Nullable OpenApiDocument document(GroupVersion version) throws IOException {
            if (version.version().isEmpty()) {
                return null;
            }
            String name = version.path().substring(1);
            JsonNode address = paths.path(name).path("serverRelativeURL");
            return address.isTextual() ? fetch(name, address.asText()) : null;
        }
    }

    /**
     * The documents of OpenAPI 3, asked now: their addresses change with their content.
     *
     * @throws StatusException also when the server has none at all
     */
    public Index index() throws IOException {
        return new Index(objects.send(ApiRequest.get(INDEX), "").json().path("paths"));
    }

    /** The one document of OpenAPI 2. Nothing tells whether it changed, so it is not kept. */
    public OpenApiDocument swagger() throws IOException {
        try (ApiResponse response = objects.send(ApiRequest.get("/openapi/v2"), "")) {
            return OpenApiDocument.read(response.body());
        }
    }

    private OpenApiDocument fetch(String name, String address) throws IOException {
        if (!address.startsWith(INDEX + "/")) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "the server's OpenAPI document of " + name + " is outside of " + INDEX);
        }
        OpenApiCache cache = connection.cached(OpenApiCache.class, OpenApiCache::new);
        OpenApiDocument document = cache.get(address);
        if (document == null) {
            try (ApiResponse response = objects.send(ApiRequest.get(address), "")) {
                document = OpenApiDocument.read(response.body());
            }
            if (address.contains("hash=")) {
                cache.put(address, document);
            }
        }
        return document;
    }
}
