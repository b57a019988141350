package dev.mcpk8s.mcp;

import static io.micronaut.http.MediaType.TEXT_EVENT_STREAM;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.stream.Heartbeats;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The streams of streamable HTTP in a session: those that answer a request, the one on which a
 * client listens, and the way back to one whose connection broke ({@code Last-Event-ID}).
 */
@Singleton
final class ResumableStreams {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final McpDispatcher dispatcher;
    private final McpSessions sessions;
    private final Heartbeats heartbeats;
    private final ResumptionSettings settings;

    ResumableStreams(
            McpDispatcher dispatcher,
            McpSessions sessions,
            Heartbeats heartbeats,
            ResumptionSettings settings) {
        this.dispatcher = dispatcher;
        this.sessions = sessions;
        this.heartbeats = heartbeats;
        this.settings = settings;
    }

    /** Whether the answer to a request can outlive its connection. */
    boolean takes(McpSchema.JSONRPCRequest request) {
        return settings.enabled() && EventId.canHold(request.id());
    }

    /** A stream that answers a request. */
    HttpResponse<?> answer(
            HttpRequest<?> http,
            String sessionId,
            ClientSession session,
            McpSchema.JSONRPCRequest request,
            CallContext context) {
        Cancellation connection = new Cancellation();
        return McpHttp.events(
                heartbeats,
                connection,
                wire -> {
                    ResumableStream stream =
                            session.replay().open(request.id(), context.cancellation());
                    wire.startBeating(() -> sessions.touch(sessionId));
                    stream.connect(connection, 0);
                    Thread.ofVirtual()
                            .name("mcp-answer")
                            .start(
                                    () -> {
                                        try {
                                            dispatcher.answer(session, request, context, stream);
                                        } finally {
                                            stream.end();
                                        }
                                    });
                    stream.carry(wire, connection, first -> begin(http, stream, first));
                });
    }

    /** What a GET with a session is for: to listen, or to go on where a connection broke. */
    HttpResponse<?> listen(HttpRequest<?> http, String sessionId) {
        if (!McpHttp.acceptsEvents(http)) {
            return notAcceptable();
        }
        Optional<ClientSession> session = sessions.find(sessionId);
        if (session.isEmpty()) {
            return McpHttp.sessionEnded(null);
        }
        String last = http.getHeaders().get(LAST_EVENT_ID);
        if (last == null || last.isBlank() || !settings.enabled()) {
            return listen(http, sessionId, session.get(), null, 0);
        }
        try {
            return resume(http, sessionId, session.get(), EventId.parse(last));
        } catch (JsonRpc.Malformed malformed) {
            return McpHttp.json(HttpStatus.BAD_REQUEST, malformed.toJson());
        }
    }

    /** For who asks for something else than events. */
    static HttpResponse<?> notAcceptable() {
        return McpHttp.error(
                HttpStatus.NOT_ACCEPTABLE,
                ErrorCodes.INVALID_REQUEST,
                "this is MCP's endpoint: POST a message, or GET with Accept: " + TEXT_EVENT_STREAM);
    }

    private HttpResponse<?> resume(
            HttpRequest<?> http, String sessionId, ClientSession session, EventId last) {
        ResumableStream stream = session.replay().find(last.stream());
        if (last.request() == null) {
            return listen(http, sessionId, session, stream, last.number());
        }
        Cancellation connection = new Cancellation();
        if (stream == null) {
            return McpHttp.events(
                    heartbeats,
                    connection,
                    wire -> wire.sendAnswer(ResumableStream.lost(last.request())));
        }
        if (!stream.hasMoreAfter(last.number())) {
            // the status that tells a client to stop coming back
            return HttpResponse.noContent();
        }
        return McpHttp.events(
                heartbeats,
                connection,
                wire -> {
                    wire.startBeating(() -> sessions.touch(sessionId));
                    stream.connect(connection, last.number());
                    stream.carry(wire, connection, nothing -> {});
                });
    }

    /**
     * @param known the stream on which the client listened before; null for a new one
     */
    private HttpResponse<?> listen(
            HttpRequest<?> http,
            String sessionId,
            ClientSession session,
            @Nullable ResumableStream known,
            long after) {
        Cancellation connection = new Cancellation();
        return McpHttp.events(
                heartbeats,
                connection,
                wire -> {
                    wire.startBeating(() -> sessions.touch(sessionId));
                    if (!settings.enabled()) {
                        session.listen(wire, connection);
                        return;
                    }
                    ResumableStream stream =
                            known == null ? session.replay().open(null, new Cancellation()) : known;
                    stream.connect(connection, after);
                    session.listen(
                            stream,
                            wire,
                            first -> {
                                if (known == null) {
                                    begin(http, stream, first);
                                }
                            },
                            connection);
                });
    }

    /** The stream's name, so that a client can come back before there was an event. */
    private void begin(HttpRequest<?> http, ResumableStream stream, SseWire wire) {
        if (McpHttp.takesEmptyEvents(http)) {
            wire.sendStart(stream.start(), settings.retry());
        }
    }
}
