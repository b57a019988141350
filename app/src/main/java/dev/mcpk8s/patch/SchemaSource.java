package dev.mcpk8s.patch;

import com.fasterxml.jackson.databind.JsonNode;

/** The schemas of an OpenAPI document by their names. */
@FunctionalInterface
public interface SchemaSource {

    /** A schema; a missing node when there is none of that name. */
    JsonNode schema(String name);
}
