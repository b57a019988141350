package dev.mcpk8s.resource.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** A YAML 1.1 text, or JSON read as such, as one value (go-yaml v2). */
public final class YamlValue {

    private YamlValue() {}

    /**
     * The first document's value; null's node when there is none.
     *
     * @throws ManifestException in go-yaml's words
     */
    public static JsonNode parse(String text) throws ManifestException {
        YamlNode node = YamlParser.parse(text);
        return node == null ? NullNode.instance : new YamlDecoder().decode(node);
    }
}
