package dev.mcpk8s.resource.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpk8s.json.Json;
import dev.mcpk8s.resource.manifest.JsonScanner.JsonSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one file: JSON values one after the other, or YAML between lines of three
 * dashes. What starts as JSON may go on as YAML (apimachinery: {@code util/yaml/decoder.go}).
 */
public final class ManifestStream {

    private final String text;
    private boolean json;
    private int documents;
    private int position;

    /**
     * @param bytes not copied
     */
    public ManifestStream(byte[] bytes) {
        text = ManifestText.of(bytes);
        json = text.stripLeading().startsWith("{");
    }

    /**
     * The next document that says anything; null when there are no more.
     *
     * @throws ManifestException when it cannot be read; there is nothing to be had after it
     */
    public @Nullable ManifestDocument next() throws ManifestException {
        while (position < text.length()) {
            ManifestDocument document = json ? nextJson() : nextYaml();
            if (document == null || !document.tree().isNull()) {
                return document;
            }
        }
        return null;
    }

    private @Nullable ManifestDocument nextJson() throws ManifestException {
        int start = JsonScanner.skipBlanks(text, position);
        if (start == text.length()) {
            return null;
        }
        try {
            position = new JsonScanner(text, start).end();
            documents++;
            return jsonDocument(text.substring(start, position));
        } catch (JsonSyntaxException notJson) {
            if (documents > 1) {
                throw new ManifestException(notJson.text());
            }
            json = false;
            skipLineEnd();
            try {
                return nextYaml();
            } catch (ManifestException notYamlEither) {
                throw new ManifestException(
                        notJson.offset() < 0
                                ? notJson.text()
                                : "json: offset " + notJson.offset() + ": " + notJson.text());
            }
        }
    }

    private static ManifestDocument jsonDocument(String json) throws ManifestException {
        try {
            return new ManifestDocument(Json.READER.readTree(json), json);
        } catch (JsonProcessingException tooDeep) {
            throw new ManifestException("exceeded max depth");
        }
    }

    /** White space up to the end of a line would put YAML's columns out of order. */
    private void skipLineEnd() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            if (text.charAt(position++) == '\n') {
                return;
            }
        }
    }

    private @Nullable ManifestDocument nextYaml() throws ManifestException {
        String chunk = chunk();
        if (chunk.isEmpty()) {
            return null;
        }
        YamlNode node;
        try {
            node = YamlParser.parse(chunk);
            var tree =
                    node == null
                            ? JsonNodeFactory.instance.nullNode()
                            : new YamlDecoder().decode(node);
            documents++;
            return new ManifestDocument(tree, CompactJson.of(tree));
        } catch (ManifestException broken) {
            throw new ManifestException("error converting YAML to JSON: " + broken.text());
        }
    }

    /** Lines up to the next separator; a separator at the start belongs to what follows. */
    private String chunk() throws ManifestException {
        StringBuilder chunk = new StringBuilder();
        while (position < text.length()) {
            String line = line();
            if (line.startsWith("---")) {
                String rest = line.substring(3).strip();
                if (!rest.isEmpty() && !rest.startsWith("#")) {
                    throw new ManifestException("invalid Yaml document separator: " + rest);
                }
                if (!chunk.isEmpty()) {
                    return chunk.toString();
                }
            }
            chunk.append(line).append('\n');
        }
        return chunk.toString();
    }

    private String line() {
        int end = text.indexOf('\n', position);
        String line = text.substring(position, end < 0 ? text.length() : end);
        position = end < 0 ? text.length() : end + 1;
        return line.endsWith("\r") && end >= 0 ? line.substring(0, line.length() - 1) : line;
    }
}
