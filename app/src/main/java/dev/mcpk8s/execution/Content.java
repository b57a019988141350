package dev.mcpk8s.execution;

import static dev.mcpk8s.execution.CommandRequests.invalid;
import static dev.mcpk8s.execution.CommandRequests.typeName;

import dev.mcpk8s.error.CommandException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bytes of a file or of standard input: text, bytes, or {@code {"base64": …}}. */
final class Content {

    private Content() {}

    /**
     * @param what how a message names it
     * @throws CommandException when the value is none of these
     */
    static byte[] of(String what, @Nullable Object value) {
        return switch (value) {
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case byte[] bytes -> bytes;
            case Map<?, ?> object when object.get("base64") instanceof String encoded ->
                    decode(what, encoded);
            case null, default ->
                    throw invalid(
                            what
                                    + " must be a string, or an object with a \"base64\", not "
                                    + typeName(value));
        };
    }

    /** Both alphabets, padded or not, line breaks allowed. */
    private static byte[] decode(String what, String encoded) {
        String standard = encoded.replaceAll("\\s+", "").replace('-', '+').replace('_', '/');
        try {
            return Base64.getDecoder().decode(standard);
        } catch (IllegalArgumentException notBase64) {
            throw invalid(what + " has a \"base64\" that is not base64");
        }
    }
}
