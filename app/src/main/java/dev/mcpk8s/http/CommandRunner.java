package dev.mcpk8s.http;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.HeapBudget;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.execution.CommandRequest;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import dev.mcpk8s.stream.BufferedOutput;
import dev.mcpk8s.stream.ByteStream;
import dev.mcpk8s.stream.ClientDeparture;
import dev.mcpk8s.stream.EventStreamHead;
import dev.mcpk8s.stream.EventStreamOutput;
import dev.mcpk8s.stream.Framing;
import dev.mcpk8s.stream.Heartbeats;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command for an HTTP request, buffered or as a stream. A client that leaves ends it, and a
 * command that was refused before it began is a problem with its own HTTP status either way.
 */
@Singleton
final class CommandRunner {

    /** Beyond this an answer is handed to the network as the client reads it. */
    private static final int LARGE = 128 * 1024;

    private final CommandEngine engine;
    private final Heartbeats heartbeats;
    private final HttpSettings settings;
    private final HeapBudget heap;

    CommandRunner(
            CommandEngine engine, Heartbeats heartbeats, HttpSettings settings, HeapBudget heap) {
        this.engine = engine;
        this.heartbeats = heartbeats;
        this.settings = settings;
        this.heap = heap;
    }

    /** Returns when the command has ended. */
    HttpResponse<?> buffered(HttpRequest<?> http, CommandRequest request) {
        Cancellation cancellation = new Cancellation();
        HeapBudget.Share memory = heap.open();
        BufferedOutput output = new BufferedOutput(settings.maxOutput(), memory);
        boolean waits = false;
        try (ClientDeparture _ =
                ClientDeparture.watch(http, () -> cancellation.cancel(ErrorCode.CANCELLED))) {
            engine.run(request, output, cancellation);
            Problem problem = problemOf(output.end(), request.id());
            if (problem != null) {
                return ProblemResponses.answer(problem);
            }
            byte[] body = RequestJson.write(output.result());
            waits = body.length > LARGE;
            return waits
                    ? WaitingAnswer.of(http, body, memory)
                    : HttpResponse.ok(body).contentType(MediaType.APPLICATION_JSON_TYPE);
        } finally {
            if (!waits) {
                memory.close();
            }
        }
    }

    /** Returns as soon as it is known whether the command begins. */
    HttpResponse<?> streamed(HttpRequest<?> http, CommandRequest request, Framing framing) {
        CompletableFuture<OutputEvent> first = new CompletableFuture<>();
        Cancellation cancellation = new Cancellation();
        ByteStream stream =
                new ByteStream(
                        cancellation,
                        self -> {
                            try (ClientDeparture _ = ClientDeparture.watch(http, self::abandon);
                                    Heartbeats.Beat _ = heartbeats.on(self)) {
                                Output events = new EventStreamOutput(self, framing);
                                engine.run(request, announcing(first, events), cancellation);
                            } finally {
                                first.cancel(false);
                            }
                        });
        stream.start();
        if (first.join() instanceof OutputEvent.Finished refused) {
            Problem problem = problemOf(refused, request.id());
            if (problem != null) {
                return ProblemResponses.answer(problem);
            }
        }
        return EventStreamHead.of(HttpResponse.ok(stream));
    }

    private static Output announcing(CompletableFuture<OutputEvent> first, Output next) {
        return event -> {
            try {
                next.emit(event);
            } finally {
                first.complete(event);
            }
        };
    }

    private static @Nullable Problem problemOf(OutputEvent.Finished end, String requestId) {
        ErrorCode code = end.code();
        if (code == null || !code.refusesRequest()) {
            return null;
        }
        String message = end.message() == null ? code.title() : end.message();
        return Problem.of(code, message, end.exitStatus(), requestId);
    }
}
