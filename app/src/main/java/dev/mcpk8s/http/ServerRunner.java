package dev.mcpk8s.http;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.ephemeral.EphemeralServer;
import dev.mcpk8s.ephemeral.ServerCall;
import dev.mcpk8s.ephemeral.ServerRequests;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.CommandRequests;
import dev.mcpk8s.stream.ByteStream;
import dev.mcpk8s.stream.ClientDeparture;
import dev.mcpk8s.stream.EventStreamHead;
import dev.mcpk8s.stream.Heartbeats;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Calls about ephemeral servers, answered at their end or told while they run. */
@Singleton
final class ServerRunner {

    private final ServerRequests requests;
    private final Heartbeats heartbeats;

    ServerRunner(ServerRequests requests, Heartbeats heartbeats) {
        this.requests = requests;
        this.heartbeats = heartbeats;
    }

    /**
     * Returns when the call has ended; a client that leaves ends it.
     *
     * @param fields which cluster it is about, beside the header
     */
    HttpResponse<?> buffered(
            HttpRequest<?> http,
            Map<String, ?> fields,
            HttpStatus success,
            Function<ServerCall, ?> work) {
        ClusterTarget target = target(http, fields);
        Cancellation cancellation = new Cancellation();
        try (ClientDeparture _ =
                ClientDeparture.watch(http, () -> cancellation.cancel(ErrorCode.CANCELLED))) {
            Object answer = work.apply(new ServerCall(target, cancellation));
            MutableHttpResponse<?> response =
                    HttpResponse.status(success)
                            .contentType(MediaType.APPLICATION_JSON_TYPE)
                            .body(RequestJson.write(answer));
            return success == HttpStatus.CREATED && answer instanceof EphemeralServer made
                    ? response.header(HttpHeaders.LOCATION, address(made))
                    : response;
        } catch (CommandException failure) {
            return ProblemResponses.answer(ServerProblems.of(failure, RequestIds.of(http)));
        }
    }

    /**
     * A stream of events: {@code control}, then {@code progress}, then the last {@code control}. A
     * call that fails before anything has happened is a problem like every other.
     */
    HttpResponse<?> streamed(
            HttpRequest<?> http,
            Map<String, ?> fields,
            Function<ServerCall, EphemeralServer> work) {
        ClusterTarget target = target(http, fields);
        String id = RequestIds.of(http);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Optional<CommandException>> begun = new CompletableFuture<>();
        ByteStream stream =
                new ByteStream(
                        cancellation,
                        self -> {
                            try (ClientDeparture _ = ClientDeparture.watch(http, self::abandon);
                                    Heartbeats.Beat _ = heartbeats.on(self)) {
                                ServerEvents events = new ServerEvents(self, id, begun);
                                events.tell(target, cancellation, work);
                            } finally {
                                begun.complete(Optional.empty());
                            }
                        });
        stream.start();
        Optional<CommandException> refused = begun.join();
        if (refused.isPresent()) {
            return ProblemResponses.answer(ServerProblems.of(refused.get(), id));
        }
        return EventStreamHead.of(HttpResponse.ok(stream));
    }

    private static String address(EphemeralServer server) {
        return "/ephemeral/servers/" + server.jobName() + "?namespace=" + server.namespace();
    }

    private ClusterTarget target(HttpRequest<?> http, Map<String, ?> fields) {
        return requests.target(fields, http.getHeaders().get(CommandRequests.KUBECONFIG_HEADER));
    }
}
