package dev.mcpk8s.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;

/**
 * Why a request could not be run (RFC 9457), with the fields of a command's answer beside it, so
 * that a client that reads only those understands it too.
 *
 * @param code the stable name of the failure
 * @param exitCode -1 unless the failure has an exit code of its own (126 refused, 127 tool missing)
 */
@JsonPropertyOrder({
    "type",
    "title",
    "status",
    "detail",
    "code",
    "success",
    "output",
    "error",
    "exit_code",
    "request_id"
})
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        boolean success,
        String output,
        String error,
        @JsonProperty("exit_code") int exitCode,
        @JsonProperty("request_id") String requestId) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(CommandException failure, String requestId) {
        return of(failure.code(), failure.text(), failure.code().exitStatus(), requestId);
    }

    /** The same with another HTTP status. */
    Problem withStatus(int other) {
        return new Problem(
                type, title, other, detail, code, success, output, error, exitCode, requestId);
    }

    static Problem of(ErrorCode code, String detail, int exitCode, String requestId) {
        return new Problem(
                "urn:mcp-k8s:problem:" + code.code(),
                code.title(),
                code.httpStatus(),
                detail,
                code.code(),
                false,
                "",
                detail,
                exitCode,
                requestId);
    }
}
