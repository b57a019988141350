package dev.mcpk8s.mcp;

import static io.micronaut.http.MediaType.APPLICATION_JSON;
import static io.micronaut.http.MediaType.TEXT_EVENT_STREAM;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.stream.Heartbeats;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /sse} and {@code POST /messages}: the transport of the revision 2024-11-05, where all
 * answers come on one stream that the client opens first. Its sessions live and die with that
 * stream, and so does what they run.
 */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class EventStreamController {

    private final McpDispatcher dispatcher;
    private final McpSessions sessions;
    private final Heartbeats heartbeats;
    private final ResumableStreams resumable;
    private final Map<String, OpenStream> streams = new ConcurrentHashMap<>();

    /** A client's stream; its kubeconfig counts where a message brings none. */
    private record OpenStream(ClientSession session, Wire wire, @Nullable String kubeconfig) {

        CallContext context(HttpRequest<?> http) {
            String own = McpHttp.kubeconfig(http);
            return new CallContext(new Cancellation(), own == null ? kubeconfig : own, true);
        }
    }

    EventStreamController(
            McpDispatcher dispatcher,
            McpSessions sessions,
            Heartbeats heartbeats,
            ResumableStreams resumable) {
        this.resumable = resumable;
        this.dispatcher = dispatcher;
        this.sessions = sessions;
        this.heartbeats = heartbeats;
    }

    /**
     * Opens the stream; its first event tells where to send messages. A client that has a session
     * speaks streamable HTTP, whose messages this address takes too.
     */
    @Get("/sse")
    @Produces(TEXT_EVENT_STREAM)
    HttpResponse<?> open(HttpRequest<?> http) {
        String sessionId = McpHttp.sessionId(http);
        if (sessionId != null) {
            return resumable.listen(http, sessionId);
        }
        Cancellation end = new Cancellation();
        String kubeconfig = McpHttp.kubeconfig(http);
        return McpHttp.events(
                heartbeats,
                end,
                wire -> {
                    ClientSession session = sessions.startUnnamed();
                    String id = sessions.remember(session);
                    streams.put(id, new OpenStream(session, wire, kubeconfig));
                    try {
                        wire.sendEndpoint("/messages?session_id=" + id);
                        wire.startBeating(() -> sessions.touch(id));
                        session.listen(wire, end);
                    } finally {
                        streams.remove(id);
                        sessions.end(id);
                    }
                });
    }

    /** One message from the client; the answer comes on its stream. */
    @Post("/messages")
    @Consumes(APPLICATION_JSON)
    @Produces(APPLICATION_JSON)
    HttpResponse<?> post(
            HttpRequest<?> http, @QueryValue("session_id") @Nullable String id, @Body String body) {
        if (id == null) {
            return McpHttp.error(
                    HttpStatus.BAD_REQUEST, ErrorCodes.INVALID_REQUEST, "session_id is required");
        }
        OpenStream stream = streams.get(id);
        if (stream == null) {
            return McpHttp.error(
                    HttpStatus.NOT_FOUND,
                    ErrorCodes.INVALID_REQUEST,
                    "there is no such session: open a stream with GET /sse first");
        }
        sessions.touch(id);
        try {
            take(http, stream, JsonRpc.parse(body));
            return HttpResponse.accepted();
        } catch (JsonRpc.Malformed malformed) {
            return McpHttp.json(HttpStatus.BAD_REQUEST, malformed.toJson());
        }
    }

    private void take(HttpRequest<?> http, OpenStream stream, McpSchema.JSONRPCMessage message) {
        ClientSession session = stream.session();
        if (message instanceof McpSchema.JSONRPCRequest request) {
            CallContext context = stream.context(http);
            Thread.ofVirtual()
                    .name("mcp-answer")
                    .start(() -> dispatcher.answer(session, request, context, stream.wire()));
        } else if (message instanceof McpSchema.JSONRPCNotification notification) {
            dispatcher.accept(session, notification);
        } else if (message instanceof McpSchema.JSONRPCResponse response) {
            dispatcher.accept(session, response);
        }
    }
}
