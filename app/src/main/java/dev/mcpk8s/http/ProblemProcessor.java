package dev.mcpk8s.http;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import jakarta.inject.Singleton;

/**
 * Every error answer of the service, also those the framework makes before any handler runs: one
 * form, no text of an unexpected failure. It never throws, for then the client would get no answer.
 */
@Singleton
@Replaces(io.micronaut.http.server.exceptions.response.HateoasErrorResponseProcessor.class)
@SuppressWarnings("removal") // the replaced one is to be removed; until then it stands in the way
final class ProblemProcessor implements ErrorResponseProcessor<byte[]> {

    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        HttpRequest<?> request = context.getRequest();
        String id = RequestIds.of(request);
        Throwable cause = context.getRootCause().orElse(null);
        if (cause instanceof CommandException refused) {
            return ProblemResponses.fill(response, Problem.of(refused, id));
        }
        if (request instanceof NettyHttpRequest<?> netty
                && netty.getNativeRequest().decoderResult().isFailure()) {
            // What follows on this connection cannot be told from the rest of the bad request.
            response.getHeaders().set(HttpHeaders.CONNECTION, "close");
            LingeringClose.on(netty.getChannelHandlerContext());
            return ProblemResponses.fill(
                    response, undecoded(netty.getNativeRequest().decoderResult().cause(), id));
        }
        return ProblemResponses.fill(response, byStatus(response.code(), id));
    }

    private static Problem undecoded(Throwable cause, String id) {
        if (cause instanceof TooLongHttpLineException) {
            return problem(ErrorCode.URI_TOO_LONG, "send what is long in the body", id);
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return problem(
                    ErrorCode.HEADERS_TOO_LARGE,
                    "headers of 64 KiB work; send a larger kubeconfig in the body",
                    id);
        }
        return problem(ErrorCode.INVALID_REQUEST, "this is not a valid HTTP request", id);
    }

    private static Problem byStatus(int status, String id) {
        return switch (status) {
            case 401 -> problem(ErrorCode.UNAUTHENTICATED, "say who you are", id);
            case 403 -> problem(ErrorCode.FORBIDDEN, "this request is not allowed", id);
            case 404 -> problem(ErrorCode.NOT_FOUND, "/docs lists every address", id);
            case 405 -> problem(ErrorCode.METHOD_NOT_ALLOWED, "the Allow header lists what is", id);
            case 406 -> problem(ErrorCode.NOT_ACCEPTABLE, "change the Accept header", id);
            case 413 ->
                    problem(
                            ErrorCode.BODY_TOO_LARGE,
                            "the body is larger than the service accepts",
                            id);
            case 414 -> problem(ErrorCode.URI_TOO_LONG, "send what is long in the body", id);
            case 415 ->
                    problem(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            "send application/json, or multipart/form-data",
                            id);
            case 429 -> problem(ErrorCode.TOO_MANY_REQUESTS, "try again in a moment", id);
            case 431 -> problem(ErrorCode.HEADERS_TOO_LARGE, "send less in the headers", id);
            case 503 -> problem(ErrorCode.SHUTTING_DOWN, "try again in a moment", id);
            default ->
                    status < 500
                            ? problem(
                                    ErrorCode.INVALID_REQUEST,
                                    "the request is not complete or not well formed; a body is"
                                            + " needed where /docs shows one",
                                    id)
                            : problem(
                                    ErrorCode.INTERNAL,
                                    "an unexpected failure; the log has it under the request id",
                                    id);
        };
    }

    private static Problem problem(ErrorCode code, String detail, String id) {
        // Nothing ran, so there is no exit code of a command, not even of a forbidden one.
        return Problem.of(code, detail, ErrorCode.INVALID_REQUEST.exitStatus(), id);
    }
}
