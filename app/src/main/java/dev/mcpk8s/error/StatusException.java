package dev.mcpk8s.error;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An error that the API server answered: the fields of {@code meta/v1.Status} that kubectl words
 * its messages from.
 */
public final class StatusException extends CommandException {

    /** One entry of {@code status.details.causes}. */
    public record Cause(String field, String message) {}

    private static final Set<String> KNOWN =
            Set.of(
                    "Unauthorized",
                    "Forbidden",
                    "NotFound",
                    "AlreadyExists",
                    "Conflict",
                    "Gone",
                    "Invalid",
                    "ServerTimeout",
                    "StorageReadError",
                    "Timeout",
                    "TooManyRequests",
                    "BadRequest",
                    "MethodNotAllowed",
                    "NotAcceptable",
                    "RequestEntityTooLarge",
                    "UnsupportedMediaType",
                    "InternalError",
                    "Expired",
                    "ServiceUnavailable");

    private final int httpStatus;
    private final String reason;
    private final @Nullable String kind;
    private final @Nullable String name;
    private final List<Cause> causes;

    /**
     * @param httpStatus the API server's HTTP status
     * @param reason {@code status.reason}; empty when the server gave none
     * @param kind {@code status.details.kind}
     * @param name {@code status.details.name}
     */
    public StatusException(
            int httpStatus,
            String reason,
            String message,
            @Nullable String kind,
            @Nullable String name,
            List<Cause> causes) {
        super(ErrorCode.API_STATUS, message, false);
        this.httpStatus = httpStatus;
        this.reason = reason;
        this.kind = kind;
        this.name = name;
        this.causes = List.copyOf(causes);
    }

    @Override
    public StatusException with(String more) {
        return new StatusException(httpStatus, reason, text() + more, kind, name, causes);
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String reason() {
        return reason;
    }

    public @Nullable String kind() {
        return kind;
    }

    public @Nullable String name() {
        return name;
    }

    public List<Cause> causes() {
        return causes;
    }

    /** Whether the server could not make anything of what it was asked. */
    public boolean isBadRequest() {
        return is("BadRequest", 400);
    }

    /** Only a reason that nobody knows leaves it to the HTTP status, as in client-go. */
    private boolean is(String known, int status) {
        return reason.equals(known) || (httpStatus == status && !KNOWN.contains(reason));
    }

    /** Whether the object asked for does not exist. */
    public boolean isNotFound() {
        return is("NotFound", 404);
    }
}
