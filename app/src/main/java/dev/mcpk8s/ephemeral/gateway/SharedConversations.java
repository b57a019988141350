package dev.mcpk8s.ephemeral.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mcpk8s.cluster.ClusterConnection;
import java.time.Duration;
import java.util.function.Supplier;

/** The conversations that the requests of one identity share, one for each server. */
final class SharedConversations {

    private final Cache<Key, ServerConversation> open =
            Caffeine.newBuilder()
                    .maximumSize(1_000)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();

    private record Key(String namespace, String server) {}

    /** The ones of a connection. */
    static SharedConversations of(ClusterConnection connection) {
        return connection.cached(SharedConversations.class, SharedConversations::new);
    }

    ServerConversation get(
            String namespace, String server, Supplier<ServerConversation> beginning) {
        return open.get(new Key(namespace, server), unknown -> beginning.get());
    }
}
