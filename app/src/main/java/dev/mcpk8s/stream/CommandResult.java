package dev.mcpk8s.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The buffered answer to a command that ran: REST's body and MCP's structured content.
 *
 * @param output standard output
 * @param error standard error; null when it stayed empty
 * @param execution {@code native} or {@code subprocess}
 * @param truncated null when everything was kept
 * @param files what the command made, by path; null, and left out, when it made none
 */
@Serdeable
public record CommandResult(
        boolean success,
        String output,
        @Nullable String error,
        @JsonProperty("exit_code") int exitCode,
        String execution,
        @JsonProperty("duration_ms") long durationMs,
        @Nullable Truncation truncated,
        @JsonProperty("request_id") String requestId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, File> files) {

    /**
     * A file, in the form that a request brings one.
     *
     * @param base64 every byte; null when there was no room for it
     */
    @Serdeable
    public record File(byte @Nullable [] base64) {}

    /** How much of standard output and standard error together was kept. */
    @Serdeable
    public record Truncation(
            @JsonProperty("kept_bytes") long keptBytes,
            @JsonProperty("total_bytes") long totalBytes) {}
}
