package dev.mcpk8s.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.commandline.CommandText;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON body. Messages name the field and never quote the body: it holds the caller's
 * credentials.
 */
final class JsonEnvelope {

    private static final String BASE64 = "base64";

    private JsonEnvelope() {}

    /**
     * @throws CommandException {@link ErrorCode#INVALID_JSON}
     */
    static JsonNode parse(byte[] body) {
        try {
            JsonNode tree = Json.STRICT.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw new CommandException(
                        ErrorCode.INVALID_JSON,
                        "the body is empty; send a JSON object such as {\"command\": \"get"
                                + " pods\"}");
            }
            return tree;
        } catch (JsonProcessingException broken) {
            throw new CommandException(
                    ErrorCode.INVALID_JSON, "the body is not valid JSON" + where(broken));
        } catch (IOException broken) {
            throw new CommandException(
                    ErrorCode.INVALID_JSON, "the body is not valid JSON: it is not UTF-8 text");
        }
    }

    /**
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} naming the field
     */
    static Envelope read(JsonNode body) {
        if (!body.isObject()) {
            throw invalid("the body must be a JSON object, not " + kindOf(body));
        }
        return new Envelope(
                command(body.get("command")),
                text(body, "kubeconfig"),
                text(body, "context"),
                text(body, "namespace"),
                seconds(body.get("timeout")),
                stdin(body.get("stdin")),
                files(body.get("files")));
    }

    private static CommandText command(@Nullable JsonNode field) {
        if (field == null || field.isNull()) {
            throw invalid("command is missing: give the command line as a string or its words");
        }
        if (field.isTextual()) {
            return new CommandText.Line(field.textValue());
        }
        List<String> words = new ArrayList<>();
        for (JsonNode word : field.isArray() ? field : List.of(field)) {
            if (!word.isTextual()) {
                throw invalid(
                        "command must be a string or a list of strings, not "
                                + (field.isArray() ? "a list with " : "")
                                + kindOf(word));
            }
            words.add(word.textValue());
        }
        return new CommandText.Words(words);
    }

    private static @Nullable String text(JsonNode body, String name) {
        JsonNode field = body.get(name);
        if (field == null || field.isNull()) {
            return null;
        }
        if (!field.isTextual()) {
            throw invalid(name + " must be a string, not " + kindOf(field));
        }
        return field.textValue().isEmpty() ? null : field.textValue();
    }

    private static @Nullable Long seconds(@Nullable JsonNode field) {
        if (field == null || field.isNull()) {
            return null;
        }
        if (!field.isIntegralNumber() || !field.canConvertToLong()) {
            String kind = field.isNumber() ? "another number" : kindOf(field);
            throw invalid("timeout must be a whole number of seconds, not " + kind);
        }
        return field.longValue();
    }

    private static byte[] stdin(@Nullable JsonNode field) {
        return field == null || field.isNull() ? new byte[0] : content("stdin", field);
    }

    private static Map<String, byte[]> files(@Nullable JsonNode field) {
        Map<String, byte[]> files = new HashMap<>();
        if (field == null || field.isNull()) {
            return files;
        }
        if (!field.isObject()) {
            throw invalid("files must be an object of path and content, not " + kindOf(field));
        }
        for (Map.Entry<String, JsonNode> file : field.properties()) {
            byte[] content = content("files: each content", file.getValue());
            if (files.put(FilePaths.normalise(file.getKey()), content) != null) {
                throw invalid("files: two names are the same path");
            }
        }
        return files;
    }

    private static byte[] content(String name, JsonNode field) {
        if (field.isTextual()) {
            return field.textValue().getBytes(StandardCharsets.UTF_8);
        }
        JsonNode encoded = field.get(BASE64);
        if (encoded == null || !encoded.isTextual()) {
            throw invalid(name + " must be a string or {\"base64\": \"…\"}");
        }
        try {
            return Base64.getMimeDecoder().decode(encoded.textValue());
        } catch (IllegalArgumentException notBase64) {
            throw invalid(name + " given as base64 is not valid base64");
        }
    }

    private static String where(JsonProcessingException broken) {
        JsonLocation place = broken.getLocation();
        return place == null
                ? ""
                : ": look at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static String kindOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "something else";
        };
    }

    private static CommandException invalid(String message) {
        return new CommandException(ErrorCode.INVALID_REQUEST, message);
    }
}
