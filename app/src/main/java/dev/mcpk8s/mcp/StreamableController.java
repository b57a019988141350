package dev.mcpk8s.mcp;

import static io.micronaut.http.MediaType.APPLICATION_JSON;
import static io.micronaut.http.MediaType.TEXT_EVENT_STREAM;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.stream.ClientDeparture;
import dev.mcpk8s.stream.Heartbeats;
import dev.mcpk8s.stream.JsonRpcPost;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /mcp}: MCP's streamable HTTP transport, also for messages posted to {@code /sse}. */
@Hidden
@Controller("/mcp")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StreamableController implements JsonRpcPost {

    private final McpDispatcher dispatcher;
    private final McpSessions sessions;
    private final Heartbeats heartbeats;
    private final ResumableStreams streams;
    private final EventStreamController eventStreams;

    StreamableController(
            McpDispatcher dispatcher,
            McpSessions sessions,
            Heartbeats heartbeats,
            ResumableStreams streams,
            EventStreamController eventStreams) {
        this.streams = streams;
        this.dispatcher = dispatcher;
        this.sessions = sessions;
        this.heartbeats = heartbeats;
        this.eventStreams = eventStreams;
    }

    /** One message from the client; a request's answer is this response's body. */
    @Override
    @Post
    @Consumes(APPLICATION_JSON)
    @Produces({APPLICATION_JSON, TEXT_EVENT_STREAM})
    public HttpResponse<?> answer(HttpRequest<?> http, @Body String body) {
        McpSchema.JSONRPCMessage message;
        try {
            McpHttp.checkProtocolVersion(http);
            message = JsonRpc.parse(body);
        } catch (JsonRpc.Malformed malformed) {
            return McpHttp.json(HttpStatus.BAD_REQUEST, malformed.toJson());
        }
        String id = McpHttp.sessionId(http);
        if (message instanceof McpSchema.JSONRPCRequest request) {
            return request.method().equals(McpSchema.METHOD_INITIALIZE)
                    ? initialize(http, request)
                    : answerRequest(http, request, id);
        }
        Optional<ClientSession> session =
                id == null ? Optional.of(sessions.startUnnamed()) : sessions.find(id);
        if (session.isEmpty()) {
            return McpHttp.sessionEnded(null);
        }
        boolean welcome = true;
        if (message instanceof McpSchema.JSONRPCNotification notification) {
            dispatcher.accept(session.get(), notification);
        } else if (message instanceof McpSchema.JSONRPCResponse response) {
            welcome = dispatcher.accept(session.get(), response);
        }
        return welcome
                ? HttpResponse.accepted()
                : McpHttp.error(
                        HttpStatus.BAD_REQUEST,
                        ErrorCodes.INVALID_REQUEST,
                        "no request of the server waits for this answer");
    }

    /** The stream for what the server has to say outside of answers, or one that broke. */
    @Get
    @Produces({TEXT_EVENT_STREAM, APPLICATION_JSON})
    HttpResponse<?> listen(HttpRequest<?> http) {
        if (!McpHttp.acceptsEvents(http)) {
            return ResumableStreams.notAcceptable();
        }
        return eventStreams.open(http);
    }

    /** Ends a session and whatever it runs. */
    @Delete
    @Produces(APPLICATION_JSON)
    HttpResponse<?> end(HttpRequest<?> http) {
        String id = McpHttp.sessionId(http);
        if (id == null) {
            return McpHttp.error(
                    HttpStatus.BAD_REQUEST,
                    ErrorCodes.INVALID_REQUEST,
                    "the header Mcp-Session-Id is required");
        }
        return sessions.end(id) ? HttpResponse.ok() : McpHttp.sessionEnded(null);
    }

    private HttpResponse<?> initialize(HttpRequest<?> http, McpSchema.JSONRPCRequest request) {
        ClientSession session = sessions.startUnnamed();
        KeptAnswer answer = new KeptAnswer();
        dispatcher.answer(session, request, McpHttp.context(http), answer);
        if (!session.isInitialized()) {
            return McpHttp.json(HttpStatus.BAD_REQUEST, answer.json());
        }
        MutableHttpResponse<?> response =
                McpHttp.acceptsJson(http)
                        ? McpHttp.json(HttpStatus.OK, answer.json())
                        : McpHttp.events(
                                heartbeats,
                                new Cancellation(),
                                wire -> wire.sendAnswer(answer.json()));
        return response.header(McpHttp.SESSION_ID, sessions.remember(session));
    }

    private HttpResponse<?> answerRequest(
            HttpRequest<?> http, McpSchema.JSONRPCRequest request, @Nullable String id) {
        Optional<ClientSession> found =
                id == null ? Optional.of(sessions.startUnnamed()) : sessions.find(id);
        if (found.isEmpty()) {
            return McpHttp.sessionEnded(request.id());
        }
        ClientSession session = found.get();
        CallContext context = McpHttp.context(http);
        if (!McpHttp.acceptsEvents(http)) {
            return answerAsJson(http, session, request, context);
        }
        if (id != null && streams.takes(request)) {
            return streams.answer(http, id, session, request, context);
        }
        return McpHttp.events(
                heartbeats,
                context.cancellation(),
                wire -> {
                    wire.startBeating(() -> touch(id));
                    dispatcher.answer(session, request, context, wire);
                });
    }

    private HttpResponse<?> answerAsJson(
            HttpRequest<?> http,
            ClientSession session,
            McpSchema.JSONRPCRequest request,
            CallContext context) {
        KeptAnswer answer = new KeptAnswer();
        Cancellation cancellation = context.cancellation();
        try (ClientDeparture _ =
                ClientDeparture.watch(http, () -> cancellation.cancel(ErrorCode.CANCELLED))) {
            dispatcher.answer(session, request, context, answer);
        }
        if (cancellation.reason() == ErrorCode.CANCELLED) {
            // HTTP wants a body even where MCP wants silence
            answer.sendAnswer(
                    JsonRpc.errorJson(
                            request.id(), JsonRpc.REQUEST_CANCELLED, "the request was cancelled"));
        }
        return McpHttp.json(HttpStatus.OK, answer.json());
    }

    private void touch(@Nullable String id) {
        if (id != null) {
            sessions.touch(id);
        }
    }
}
