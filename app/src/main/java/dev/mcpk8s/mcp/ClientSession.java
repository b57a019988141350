package dev.mcpk8s.mcp;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's conversation: the SDK's session and the requests under way.
 *
 * <p>Nothing in it is needed to call a tool. A session that another replica opened, or that was
 * forgotten, starts anew under the client's id as if it had been initialised.
 */
final class ClientSession {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);
    private static final Duration FOR_EVER = Duration.ofDays(365);

    /** A client that this replica did not see initialise. */
    private static final McpSchema.InitializeRequest STRANGER =
            McpSchema.InitializeRequest.builder(
                            "2025-11-25",
                            McpSchema.ClientCapabilities.builder().build(),
                            McpSchema.Implementation.builder("unknown", "0").build())
                    .build();

    private final McpStreamableServerSession.Factory factory;
    private final Map<Object, Cancellation> underWay = new ConcurrentHashMap<>();
    private final Set<Cancellation> listening = ConcurrentHashMap.newKeySet();

    /**
     * A client's cancel may overtake the request it means. Made when there is one: a session may be
     * for a single request.
     */
    private @Nullable Map<Object, Boolean> cancelledEarly;

    private final Subscriptions subscriptions = new Subscriptions(this::notifyUpdated);
    private final Mounts mounts = new Mounts();
    private final EventReplay replay;
    private volatile McpStreamableServerSession session;
    private volatile McpSchema.@Nullable ClientCapabilities capabilities;
    private volatile boolean initialized;
    private volatile boolean remembered;

    /** The latest stream on which the client listens. */
    private volatile @Nullable WireTransport listener;

    /** Whether the client does not know yet that its tools are others. */
    private volatile boolean toolsUntold;

    ClientSession(McpStreamableServerSession.Factory factory, EventReplay replay) {
        this.factory = factory;
        this.replay = replay;
        this.session = factory.startSession(STRANGER).session();
    }

    /** The SDK's session; its id is not the client's where the session was started anew. */
    McpStreamableServerSession session() {
        return session;
    }

    /** Starts over with what the client tells of itself. */
    McpSchema.@Nullable InitializeResult initialize(McpSchema.InitializeRequest request) {
        McpStreamableServerSession.McpStreamableServerSessionInit started =
                factory.startSession(request);
        session = started.session();
        capabilities = request.capabilities();
        initialized = true;
        WireTransport open = listener;
        if (open != null) {
            // with HTTP+SSE the client listens before it initializes
            session.listeningStream(open);
        }
        return started.initResult().block();
    }

    /**
     * For asking the client during a request that the SDK's server does not answer.
     *
     * @param wire of the request
     */
    McpSyncServerExchange exchange(CallContext context, Wire wire) {
        return new McpSyncServerExchange(
                new McpAsyncServerExchange(
                        session.getId(),
                        session.responseStream(new WireTransport(wire, () -> {})),
                        capabilities,
                        null,
                        context.forTransport(this)));
    }

    boolean isInitialized() {
        return initialized;
    }

    /** From now on the client can come back to it, until it is closed. */
    ClientSession remember() {
        remembered = true;
        return this;
    }

    boolean isRemembered() {
        return remembered;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    /** The ephemeral servers whose tools this session has beside ours. */
    Mounts mounts() {
        return mounts;
    }

    /** The streams that the client may come back to. */
    EventReplay replay() {
        return replay;
    }

    /** Tells the client to ask for the tools again; at once, or when it listens. */
    void notifyToolsChanged() {
        toolsUntold = false;
        toolsUntold = !tell(McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED, null);
    }

    private boolean notifyUpdated(String uri) {
        return tell(
                McpSchema.METHOD_NOTIFICATION_RESOURCES_UPDATED,
                new McpSchema.ResourcesUpdatedNotification(uri));
    }

    /** False when the client does not listen. */
    private boolean tell(String method, @Nullable Object params) {
        return Boolean.TRUE.equals(
                session.sendNotification(method, params)
                        .thenReturn(true)
                        .onErrorReturn(false)
                        .block());
    }

    /**
     * Remembers a request until {@link #end}.
     *
     * @return false when a request with this id is under way already
     */
    boolean begin(Object requestId, Cancellation cancellation) {
        Object id = JsonRpc.sameId(requestId);
        if (underWay.putIfAbsent(id, cancellation) != null) {
            return false;
        }
        if (forgetEarly(id)) {
            cancellation.cancel(ErrorCode.CANCELLED);
        }
        return true;
    }

    void end(Object requestId) {
        underWay.remove(JsonRpc.sameId(requestId));
    }

    /** Stops a request; one that is not here yet, as soon as it comes. */
    void cancel(Object requestId) {
        Object id = JsonRpc.sameId(requestId);
        rememberEarly(id);
        Cancellation cancellation = underWay.get(id);
        if (cancellation != null) {
            boolean _ = forgetEarly(id);
            cancellation.cancel(ErrorCode.CANCELLED);
        }
    }

    private synchronized void rememberEarly(Object id) {
        Map<Object, Boolean> early = cancelledEarly;
        if (early == null) {
            early =
                    Caffeine.newBuilder()
                            .maximumSize(100)
                            .expireAfterWrite(Duration.ofSeconds(5))
                            .<Object, Boolean>build()
                            .asMap();
            cancelledEarly = early;
        }
        early.put(id, true);
    }

    private synchronized boolean forgetEarly(Object id) {
        Map<Object, Boolean> early = cancelledEarly;
        return early != null && early.remove(id) != null;
    }

    /**
     * Sends what the server has to say outside of answers; blocks until the stream or the session
     * ends.
     */
    void listen(Wire wire, Cancellation end) throws InterruptedException {
        try (Cancellation.Registration _ = startListening(wire, end)) {
            while (!end.isCancelled()) {
                end.sleep(FOR_EVER);
            }
        } catch (CommandException ended) {
            LOG.trace("a listening stream ended");
        } finally {
            listening.remove(end);
        }
    }

    /**
     * The same, on a stream that the client may come back to.
     *
     * @param stream connected
     * @param first what goes through the wire before everything
     * @param end of the connection
     */
    void listen(ResumableStream stream, SseWire wire, Consumer<SseWire> first, Cancellation end) {
        try (Cancellation.Registration _ = startListening(stream, end)) {
            stream.carry(wire, end, first);
        } finally {
            listening.remove(end);
        }
    }

    private Cancellation.Registration startListening(Wire wire, Cancellation end) {
        listening.add(end);
        WireTransport transport = new WireTransport(wire, () -> end.cancel(ErrorCode.CANCELLED));
        listener = transport;
        Cancellation.Registration closing = end.onCancel(session.listeningStream(transport)::close);
        subscriptions.catchUp();
        if (toolsUntold) {
            notifyToolsChanged();
        }
        return closing;
    }

    /** The client is gone: stops what it asked for. */
    void close() {
        underWay.values().forEach(request -> request.cancel(ErrorCode.CANCELLED));
        closeStreams();
    }

    /** Ends the streams on which the client only listens, and what is watched for them. */
    void closeStreams() {
        subscriptions.close();
        replay.close();
        listening.forEach(stream -> stream.cancel(ErrorCode.CANCELLED));
        session.closeGracefully().onErrorComplete().subscribe();
    }
}
