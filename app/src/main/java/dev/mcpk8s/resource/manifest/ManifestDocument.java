package dev.mcpk8s.resource.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One document of a manifest.
 *
 * @param json as kubectl shows it in errors: JSON as it was written, YAML turned into JSON
 */
public record ManifestDocument(JsonNode tree, String json) {}
