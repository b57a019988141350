package dev.mcpk8s.http;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import java.util.Set;

/**
 * Failures about ephemeral servers. Here no command ran that could have failed with HTTP 200: what
 * the API server refuses is refused by us, with its status where callers can act on it.
 */
final class ServerProblems {

    private static final int NEVER_RAN = -1;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Set<Integer> CALLERS = Set.of(400, 403, 404, 409, 422, 429);

    private ServerProblems() {}

    static Problem of(CommandException failure, String requestId) {
        Problem problem = Problem.of(failure.code(), failure.text(), NEVER_RAN, requestId);
        return problem.withStatus(status(failure));
    }

    private static int status(CommandException failure) {
        if (failure.code().refusesRequest()) {
            return failure.code().httpStatus();
        }
        if (failure instanceof StatusException status) {
            return ofCluster(status.httpStatus());
        }
        return failure.code() == ErrorCode.TIMEOUT ? GATEWAY_TIMEOUT : BAD_GATEWAY;
    }

    /** A 401 of ours would ask the client to log in here, where its cluster does not know it. */
    private static int ofCluster(int httpStatus) {
        if (httpStatus == UNAUTHORIZED) {
            return FORBIDDEN;
        }
        return CALLERS.contains(httpStatus) ? httpStatus : BAD_GATEWAY;
    }
}
