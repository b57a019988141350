package dev.mcpk8s.ephemeral.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Our own session with one server behind the gateway, as an MCP client. It keeps no credentials:
 * every call brings its own. A session that the server has forgotten is begun anew, once a call.
 */
public final class ServerConversation {

    private static final int MOST_PAGES = 100;
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final Gateway gateway;
    private final String server;
    private final AtomicLong ids = new AtomicLong();
    private final Object beginning = new Object();
    private volatile @Nullable ServerSession session;
    private volatile @Nullable Listing listing;

    /**
     * @param until in {@link System#nanoTime}
     */
    private record Listing(List<ObjectNode> tools, long until) {}

    /**
     * @param server the ephemeral server's name
     */
    public ServerConversation(Gateway gateway, String server) {
        this.gateway = gateway;
        this.server = server;
    }

    /**
     * The server's tools, as it describes them; what was learnt a moment ago counts.
     *
     * @throws CommandException as {@link Gateway#open}
     */
    public List<ObjectNode> tools(ClusterTarget target, Cancellation cancellation) {
        Listing known = listing;
        if (known != null && System.nanoTime() - known.until() < 0) {
            return known.tools();
        }
        List<ObjectNode> tools = List.copyOf(askedTools(target, cancellation));
        listing = new Listing(tools, System.nanoTime() + FRESH.toNanos());
        return tools;
    }

    /** Asks for the tools anew the next time. */
    public void forgetTools() {
        listing = null;
    }

    private List<ObjectNode> askedTools(ClusterTarget target, Cancellation cancellation) {
        List<ObjectNode> tools = new ArrayList<>();
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        for (int page = 0; page < MOST_PAGES; page++) {
            ObjectNode answer =
                    request(target, "tools/list", params, notification -> {}, cancellation);
            if (!(answer.get("result") instanceof ObjectNode result)) {
                throw new CommandException(
                        ErrorCode.SERVER_FAILED, "the server does not list its tools");
            }
            for (JsonNode tool : result.path("tools")) {
                if (tool instanceof ObjectNode found) {
                    tools.add(found);
                }
            }
            JsonNode cursor = result.path("nextCursor");
            if (!cursor.isTextual()) {
                return tools;
            }
            params = JsonNodeFactory.instance.objectNode().set("cursor", cursor);
        }
        return tools;
    }

    /**
     * Sends a request and waits for its answer. A progress token in it is replaced by one of ours.
     *
     * @param params changed by this call
     * @param notifications receives what the server says meanwhile, on the calling thread
     * @param cancellation ends the wait, and the server is told
     * @return the server's message, with a {@code result} or an {@code error}
     * @throws CommandException as {@link Gateway#open}
     */
    public ObjectNode request(
            ClusterTarget target,
            String method,
            ObjectNode params,
            Consumer<ObjectNode> notifications,
            Cancellation cancellation) {
        ServerAddress address = new ServerAddress(target, server);
        ServerSession used = begun(address, cancellation);
        long id = ids.incrementAndGet();
        if (params.path("_meta").has("progressToken")) {
            ((ObjectNode) params.get("_meta")).put("progressToken", id);
        }
        ObjectNode message = ServerSession.message(method, params).put("id", id);
        try {
            ObjectNode answer = exchange(address, used, message, notifications, cancellation);
            if (answer == null) {
                forget(used);
                used = begun(address, cancellation);
                answer = exchange(address, used, message, notifications, cancellation);
            }
            if (answer == null) {
                throw new CommandException(
                        ErrorCode.SERVER_FAILED, "the server forgets its sessions");
            }
            return answer;
        } catch (CommandException failure) {
            if (cancellation.isCancelled()) {
                tellCancelled(address, used, id);
            }
            throw failure;
        }
    }

    private ServerSession begun(ServerAddress address, Cancellation cancellation) {
        ServerSession known = session;
        if (known != null) {
            return known;
        }
        synchronized (beginning) {
            ServerSession other = session;
            if (other != null) {
                return other;
            }
            ServerSession begun = begin(address, cancellation);
            session = begun;
            return begun;
        }
    }

    private void forget(ServerSession lost) {
        synchronized (beginning) {
            if (lost.equals(session)) {
                session = null;
            }
        }
    }

    private ServerSession begin(ServerAddress address, Cancellation cancellation) {
        ObjectNode message = ServerSession.initialize().put("id", ids.incrementAndGet());
        RelayedCall call = ServerSession.NONE.call(message);
        try (RelayedAnswer answer = gateway.open(address, call, cancellation)) {
            requireSuccess(answer);
            ObjectNode result =
                    answerTo(message, answer, address, ServerSession.NONE, notification -> {});
            String version = result.at("/result/protocolVersion").asText("");
            if (version.isEmpty()) {
                throw new CommandException(
                        ErrorCode.SERVER_FAILED, "the server refuses to begin a session");
            }
            ServerSession begun = new ServerSession(answer.header(ServerSession.HEADER), version);
            ObjectNode begins = ServerSession.message("notifications/initialized", null);
            tell(address, begun, begins, cancellation);
            return begun;
        } catch (IOException broken) {
            throw brokenOff();
        }
    }

    /** Null when the server does not know the session. */
    private @Nullable ObjectNode exchange(
            ServerAddress address,
            ServerSession used,
            ObjectNode message,
            Consumer<ObjectNode> notifications,
            Cancellation cancellation) {
        try (RelayedAnswer answer = gateway.open(address, used.call(message), cancellation)) {
            if (answer.status() == 404 && used.id() != null) {
                return null;
            }
            requireSuccess(answer);
            return answerTo(message, answer, address, used, notifications);
        } catch (IOException broken) {
            cancellation.throwIfCancelled();
            throw brokenOff();
        }
    }

    private ObjectNode answerTo(
            ObjectNode request,
            RelayedAnswer answer,
            ServerAddress address,
            ServerSession used,
            Consumer<ObjectNode> notifications)
            throws IOException {
        ServerMessages messages = new ServerMessages(answer);
        for (ObjectNode said = messages.next(); said != null; said = messages.next()) {
            if (!said.has("method")) {
                if (said.path("id").asText().equals(request.path("id").asText())) {
                    return said;
                }
            } else if (said.has("id")) {
                tell(address, used, ServerSession.answer(said), new Cancellation());
            } else {
                notifications.accept(said);
            }
        }
        throw brokenOff();
    }

    /** The request's own cancellation ends every call under it, so this one has another. */
    private void tellCancelled(ServerAddress address, ServerSession used, long id) {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("requestId", id);
        Cancellation shortly = new Cancellation();
        Thread.startVirtualThread(
                () -> {
                    try {
                        Thread.sleep(LAST_WORD);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    shortly.cancel(ErrorCode.CANCELLED);
                });
        tell(address, used, ServerSession.message("notifications/cancelled", params), shortly);
    }

    /** Sends what wants no answer; that it fails shows at the next request. */
    private void tell(
            ServerAddress address,
            ServerSession used,
            ObjectNode message,
            Cancellation cancellation) {
        try (RelayedAnswer _ = gateway.open(address, used.call(message), cancellation)) {
            return;
        } catch (CommandException notHeard) {
            return;
        }
    }

    private static void requireSuccess(RelayedAnswer answer) {
        if (answer.status() >= 300) {
            throw new CommandException(
                    ErrorCode.SERVER_FAILED, "the server answered with HTTP " + answer.status());
        }
    }

    private static CommandException brokenOff() {
        return new CommandException(ErrorCode.SERVER_FAILED, "the server's answer broke off");
    }
}
