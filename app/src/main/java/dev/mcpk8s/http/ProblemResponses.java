package dev.mcpk8s.http;

import dev.mcpk8s.error.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

/** Problems as HTTP answers. */
final class ProblemResponses {

    private static final String RETRY_SOON = "1";

    private ProblemResponses() {}

    /** A new answer. */
    static MutableHttpResponse<byte[]> answer(Problem problem) {
        return fill(HttpResponse.status(HttpStatus.valueOf(problem.status())), problem);
    }

    /** An answer the framework has begun, with its headers kept. */
    static MutableHttpResponse<byte[]> fill(MutableHttpResponse<?> begun, Problem problem) {
        MutableHttpResponse<byte[]> answer = begun.body(RequestJson.write(problem));
        answer.status(problem.status());
        answer.getHeaders()
                .set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(RequestIds.HEADER, problem.requestId());
        if (problem.status() == ErrorCode.TOO_MANY_REQUESTS.httpStatus()
                || problem.status() == ErrorCode.SHUTTING_DOWN.httpStatus()) {
            answer.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SOON);
        }
        return answer;
    }
}
