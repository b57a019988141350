package dev.mcpk8s.mcp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The sessions of this replica, bounded in number and in idle time.
 *
 * <p>A client's id that is not among them is served all the same: any replica answers any request.
 * Only an id whose end was asked for is gone.
 */
@Singleton
final class McpSessions implements McpStreamableServerTransportProvider {

    private static final Pattern ID = Pattern.compile("[!-~]{1,128}");

    private final Cache<String, ClientSession> sessions;
    private final Cache<String, Boolean> ended;
    private final ResumptionSettings resumption;
    private final RestingStreams resting;
    private McpStreamableServerSession.@Nullable Factory factory;

    McpSessions(McpSettings settings, ResumptionSettings resumption, RestingStreams resting) {
        this.resumption = resumption;
        this.resting = resting;
        this.sessions =
                Caffeine.newBuilder()
                        .maximumSize(settings.maximumSessions())
                        .expireAfterAccess(settings.sessionIdle())
                        .removalListener(McpSessions::forgotten)
                        .build();
        this.ended =
                Caffeine.newBuilder()
                        .maximumSize(settings.maximumSessions())
                        .expireAfterWrite(settings.sessionIdle())
                        .build();
    }

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory sessionFactory) {
        this.factory = sessionFactory;
    }

    /** A session that nobody can come back to: for a client that sends no id. */
    ClientSession startUnnamed() {
        return new ClientSession(
                Objects.requireNonNull(factory, "the server is not built yet"),
                new EventReplay(resumption, resting));
    }

    /** Remembers a new session under a new id. */
    String remember(ClientSession session) {
        String id = UUID.randomUUID().toString();
        sessions.put(id, session.remember());
        return id;
    }

    /**
     * The session under the client's id, started anew where this replica does not know it.
     *
     * @return empty when it was ended, or the id cannot be one
     */
    Optional<ClientSession> find(String id) {
        if (!ID.matcher(id).matches() || ended.getIfPresent(id) != null) {
            return Optional.empty();
        }
        return Optional.of(sessions.get(id, unknown -> startUnnamed().remember()));
    }

    /** Counts the idle time from now; whatever keeps a session in use calls it now and then. */
    void touch(String id) {
        @Nullable ClientSession _ = sessions.getIfPresent(id);
    }

    /**
     * Ends a session and everything under way in it, for good.
     *
     * @return false when it was ended before, or the id cannot be one
     */
    boolean end(String id) {
        if (!ID.matcher(id).matches() || ended.getIfPresent(id) != null) {
            return false;
        }
        ended.put(id, true);
        sessions.invalidate(id);
        return true;
    }

    @Override
    public Mono<Void> notifyClients(String method, @Nullable Object params) {
        return Flux.fromIterable(List.copyOf(sessions.asMap().values()))
                .flatMap(session -> notify(session, method, params))
                .then();
    }

    @Override
    public Mono<Void> notifyClient(String sessionId, String method, @Nullable Object params) {
        return Flux.fromIterable(List.copyOf(sessions.asMap().values()))
                .filter(session -> session.session().getId().equals(sessionId))
                .flatMap(session -> notify(session, method, params))
                .then();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(
                () -> {
                    sessions.asMap().values().forEach(ClientSession::close);
                    sessions.invalidateAll();
                });
    }

    private static Mono<Void> notify(
            ClientSession session, String method, @Nullable Object params) {
        return session.session().sendNotification(method, params).onErrorComplete();
    }

    /** A session that fell out for its age or for want of room keeps its running commands. */
    private static void forgotten(
            @Nullable String id, @Nullable ClientSession session, RemovalCause cause) {
        if (session != null && cause == RemovalCause.EXPLICIT) {
            session.close();
        } else if (session != null && cause.wasEvicted()) {
            session.closeStreams();
        }
    }
}
