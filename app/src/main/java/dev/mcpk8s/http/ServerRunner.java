package dev.mcpk8s.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.ephemeral.EphemeralServer;
import dev.mcpk8s.ephemeral.ServerCall;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.stream.ByteStream;
import dev.mcpk8s.stream.ClientDeparture;
import dev.mcpk8s.stream.Heartbeats;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls about ephemeral servers, answered at their end or told while they run. */
@Singleton
final class ServerRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ServerRunner.class);

    private final Heartbeats heartbeats;

    ServerRunner(Heartbeats heartbeats) {
        this.heartbeats = heartbeats;
    }

    /** Returns when the call has ended; a client that leaves ends it. */
    HttpResponse<?> buffered(
            HttpRequest<?> http,
            ClusterTarget target,
            HttpStatus success,
            Function<ServerCall, ?> work) {
        Cancellation cancellation = new Cancellation();
        try (ClientDeparture _ =
                ClientDeparture.watch(http, () -> cancellation.cancel(ErrorCode.CANCELLED))) {
            Object answer = work.apply(new ServerCall(target, cancellation));
            return HttpResponse.status(success)
                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                    .body(Json.write(answer));
        } catch (CommandException failure) {
            return ProblemResponses.answer(ServerProblems.of(failure, RequestIds.of(http)));
        }
    }

    /** A stream of events: {@code control}, then {@code progress}, then the last {@code control}. */
    HttpResponse<?> streamed(
            HttpRequest<?> http,
            ClusterTarget target,
            Function<ServerCall, EphemeralServer> work) {
        String id = RequestIds.of(http);
        Cancellation cancellation = new Cancellation();
        ByteStream stream =
                new ByteStream(
                        cancellation,
                        self -> {
                            try (ClientDeparture _ = ClientDeparture.watch(http, self::abandon);
                                    Heartbeats.Beat _ = heartbeats.on(self)) {
                                tell(new Events(self), id, target, cancellation, work);
                            }
                        });
        return HttpResponse.ok(stream)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Accel-Buffering", "no");
    }

    private static void tell(
            Events events,
            String id,
            ClusterTarget target,
            Cancellation cancellation,
            Function<ServerCall, EphemeralServer> work) {
        ObjectNode started = status("started").put("request_id", id);
        events.send("control", started);
        ServerCall call =
                new ServerCall(
                        target,
                        cancellation,
                        line ->
                                events.send(
                                        "progress",
                                        JsonNodeFactory.instance.objectNode().put("message", line)));
        try {
            EphemeralServer server = work.apply(call);
            ObjectNode done = status("done").put("exit_code", 0);
            events.sendLast(done.set("server", Json.STRICT.valueToTree(server)));
        } catch (CommandException failure) {
            events.sendLast(
                    status("error")
                            .put("exit_code", 1)
                            .put("code", failure.code().code())
                            .put("message", failure.text()));
        } catch (RuntimeException fault) {
            LOG.error("request {} failed", id, fault);
            events.sendLast(
                    status("error")
                            .put("exit_code", 1)
                            .put("code", ErrorCode.INTERNAL.code())
                            .put("message", "an unexpected failure; the log has it"));
        }
    }

    private static ObjectNode status(String status) {
        return JsonNodeFactory.instance.objectNode().put("status", status);
    }

    /** Numbers events and writes them; each holds one JSON document on one line. */
    private static final class Events {

        private final ByteStream stream;
        private long lastId;

        Events(ByteStream stream) {
            this.stream = stream;
        }

        void send(String name, ObjectNode data) {
            stream.write(event(name, data));
        }

        void sendLast(ObjectNode data) {
            stream.writeLast(event("control", data));
        }

        private byte[] event(String name, ObjectNode data) {
            lastId++;
            return ("id: " + lastId + "\nevent: " + name + "\ndata: " + data + "\n\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
