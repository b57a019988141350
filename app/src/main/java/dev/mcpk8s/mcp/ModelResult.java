package dev.mcpk8s.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mcpk8s.stream.CommandResult;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call's structured content: REST's answer, and where a cut one goes on.
 *
 * @param files as a model can read and send them: text, or base64 of what is no text; null when
 *     there are none
 * @param code why it could not run, by {@link dev.mcpk8s.error.ErrorCode}'s stable name; null, and
 *     left out, when it ran. The output schema does not name it: it would cost every conversation
 */
record ModelResult(
        boolean success,
        String output,
        @Nullable String error,
        @JsonProperty("exit_code") int exitCode,
        String execution,
        @JsonProperty("duration_ms") long durationMs,
        @Nullable Cut truncated,
        @JsonProperty("request_id") String requestId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> files,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String code) {

    /**
     * What is missing.
     *
     * @param keptBytes of both streams, as they stand in this answer
     * @param totalBytes of both streams, as the command wrote them
     * @param nextOffset the argument that gets the next part of standard output; null when it is
     *     all here or was here before
     */
    record Cut(
            @JsonProperty("kept_bytes") long keptBytes,
            @JsonProperty("total_bytes") long totalBytes,
            @JsonProperty("next_offset") @Nullable Long nextOffset) {}

    static ModelResult of(CommandResult result, String output, @Nullable Cut cut, String id) {
        return new ModelResult(
                result.success(),
                output,
                result.error(),
                result.exitCode(),
                result.execution(),
                result.durationMs(),
                cut,
                id,
                result.files() == null ? null : readable(result.files()),
                null);
    }

    private static Map<String, Object> readable(Map<String, CommandResult.File> files) {
        Map<String, Object> readable = new LinkedHashMap<>();
        files.forEach(
                (path, file) -> {
                    byte[] content = file.base64();
                    readable.put(path, content == null ? file : textOr(content, file));
                });
        return readable;
    }

    private static Object textOr(byte[] content, CommandResult.File file) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException binary) {
            return file;
        }
    }
}
