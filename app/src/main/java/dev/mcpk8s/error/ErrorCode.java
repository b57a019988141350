package dev.mcpk8s.error;

/**
 * Every failure a caller can cause, by a name that never changes.
 *
 * <p>A failure is of one of two kinds. A <em>refused request</em> never became a running command
 * and has an HTTP status of 4xx or 5xx. A <em>failed command</em> ran and ended badly, as it would
 * have in the tool itself; its HTTP status is 200 and its text stands on standard error.
 */
public enum ErrorCode {
    INVALID_REQUEST("invalid_request", 400, "The request is not valid"),
    INVALID_JSON("invalid_json", 400, "The body is not valid JSON"),
    KUBECONFIG_MISSING("kubeconfig_missing", 400, "No kubeconfig was given"),
    KUBECONFIG_INVALID("kubeconfig_invalid", 400, "The kubeconfig cannot be read"),
    KUBECONFIG_REFUSED("kubeconfig_refused", 400, "The kubeconfig asks for something refused"),
    ADDRESS_REFUSED("address_refused", 403, "The address is not allowed"),
    COMMAND_INVALID("command_invalid", 400, "The command line cannot be read"),
    COMMAND_REFUSED("command_refused", 400, "The command is refused", 126),
    UNAUTHENTICATED("unauthenticated", 401, "Authentication is required"),
    FORBIDDEN("forbidden", 403, "The command is forbidden by policy", 126),
    NOT_CONFIRMED("not_confirmed", 403, "The command was not confirmed", 126),
    QUOTA_EXCEEDED("quota_exceeded", 403, "There are too many ephemeral servers"),
    NOT_FOUND("not_found", 404, "There is nothing at this address"),
    SERVER_NOT_FOUND("server_not_found", 404, "There is no such ephemeral server"),
    UNKNOWN_TOOL("unknown_tool", 404, "There is no such tool"),
    METHOD_NOT_ALLOWED("method_not_allowed", 405, "The method is not allowed here"),
    NOT_ACCEPTABLE("not_acceptable", 406, "None of the accepted media types can be produced"),
    BODY_TOO_LARGE("body_too_large", 413, "The request body is too large"),
    URI_TOO_LONG("uri_too_long", 414, "The request URI is too long"),
    UNSUPPORTED_MEDIA_TYPE("unsupported_media_type", 415, "The media type is not supported"),
    TOO_MANY_REQUESTS("too_many_requests", 429, "Too many requests at once"),
    HEADERS_TOO_LARGE("headers_too_large", 431, "The request headers are too large"),
    INTERNAL("internal_error", 500, "The service failed"),
    TOOL_NOT_INSTALLED("tool_not_installed", 501, "The tool is not installed here", 127),
    SERVER_FAILED("server_failed", 502, "The ephemeral server failed"),
    SHUTTING_DOWN("shutting_down", 503, "The service is shutting down"),
    SERVER_NOT_READY("server_not_ready", 503, "The ephemeral server is not ready"),
    SERVER_TIMEOUT("server_timeout", 504, "The ephemeral server took too long"),
    STORAGE_UNAVAILABLE(
            "storage_unavailable", 507, "There is no room for the files of external programs"),

    USAGE("usage", "The command line is used wrongly", 1),
    API_STATUS("api_status", "The API server answered with an error", 1),
    CLUSTER_UNREACHABLE("cluster_unreachable", "The cluster cannot be reached", 1),
    COMMAND_FAILED("command_failed", "The command failed", 1),
    TIMEOUT("timeout", "The command ran out of time", 124),
    CANCELLED("cancelled", "The command was cancelled", 130);

    private static final int NEVER_RAN = -1;

    private final String code;
    private final int httpStatus;
    private final String title;
    private final int exitStatus;

    ErrorCode(String code, int httpStatus, String title) {
        this(code, httpStatus, title, NEVER_RAN);
    }

    ErrorCode(String code, String title, int exitStatus) {
        this(code, 200, title, exitStatus);
    }

    ErrorCode(String code, int httpStatus, String title, int exitStatus) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.title = title;
        this.exitStatus = exitStatus;
    }

    /** The stable name, as it stands in answers. */
    public String code() {
        return code;
    }

    /** The HTTP status of a buffered answer: 200 for a command that ran and failed. */
    public int httpStatus() {
        return httpStatus;
    }

    /** One line for people, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The exit code that goes with it; -1 where nothing ran and no code of its own is promised. */
    public int exitStatus() {
        return exitStatus;
    }

    /** Whether the command never ran, so that the answer is a problem document. */
    public boolean refusesRequest() {
        return httpStatus != 200;
    }
}
