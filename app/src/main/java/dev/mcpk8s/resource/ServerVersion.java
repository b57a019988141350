package dev.mcpk8s.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.cluster.ApiRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code /version} tells: the fields of {@code version.Info} that are not empty. */
public record ServerVersion(Map<String, String> fields) {

    static ServerVersion ask(ObjectClient objects) throws IOException {
        JsonNode document = objects.sendAboutServer(ApiRequest.get("/version")).json();
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : ReferenceVersion.FIELDS) {
            String value = document.path(field).asText();
            if (!value.isEmpty()) {
                fields.put(field, value);
            }
        }
        return new ServerVersion(fields);
    }

    /** {@code v1.36.2}; empty when the server does not say. */
    public String gitVersion() {
        return fields.getOrDefault("gitVersion", "");
    }
}
