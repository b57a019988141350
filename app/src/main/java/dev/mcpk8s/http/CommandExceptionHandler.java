package dev.mcpk8s.http;

import dev.mcpk8s.error.CommandException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** A refused request as its problem. */
@Singleton
final class CommandExceptionHandler
        implements ExceptionHandler<CommandException, HttpResponse<byte[]>> {

    @Override
    @SuppressWarnings("rawtypes") // the framework's own signature
    public HttpResponse<byte[]> handle(HttpRequest request, CommandException refused) {
        return ProblemResponses.answer(Problem.of(refused, RequestIds.of(request)));
    }
}
