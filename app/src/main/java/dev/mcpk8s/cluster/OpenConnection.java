package dev.mcpk8s.cluster;

import io.kubernetes.client.openapi.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * One cluster under one identity: an HTTP client with sockets of its own, and what is worth keeping
 * as long as it lives. Its sockets are closed once it is retired and nobody leases it.
 */
final class OpenConnection {

    private final ServerAddress server;
    private final ProxyChoice proxy;
    private final OkHttpClient reads;
    private final OkHttpClient slowReads;
    private final OkHttpClient writes;
    private final OkHttpClient slowWrites;
    private final ConnectionPool pool;
    private final ColdStart coldStart;
    private final Map<Class<?>, Object> attachments = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    private int leases;
    private boolean retired;
    private @Nullable ApiClient apiClient;

    /**
     * @param client whose pool is this connection's alone
     */
    OpenConnection(ServerAddress server, ProxyChoice proxy, OkHttpClient client) {
        this.server = server;
        this.proxy = proxy;
        this.pool = client.connectionPool();
        this.reads = client.newBuilder().retryOnConnectionFailure(true).build();
        this.slowReads = reads.newBuilder().protocols(List.of(Protocol.HTTP_1_1)).build();
        this.writes = client.newBuilder().retryOnConnectionFailure(false).build();
        this.slowWrites = writes.newBuilder().protocols(List.of(Protocol.HTTP_1_1)).build();
        this.coldStart = new ColdStart(() -> pool.connectionCount() == 0);
    }

    ServerAddress server() {
        return server;
    }

    ProxyChoice proxy() {
        return proxy;
    }

    ColdStart coldStart() {
        return coldStart;
    }

    /** A lost connection is tried again only where a repeated request does no harm. */
    OkHttpClient clientFor(ApiRequest request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> request.large() ? slowReads : reads;
            default -> request.large() ? slowWrites : writes;
        };
    }

    /** Made on first use: it initialises hundreds of model classes. */
    ApiClient apiClient() {
        synchronized (lock) {
            ApiClient existing = apiClient;
            if (existing == null) {
                existing = new ApiClient(writes);
                existing.setBasePath(server.toUrl());
                apiClient = existing;
            }
            return existing;
        }
    }

    <T> T cached(Class<T> type, Supplier<T> loader) {
        @Nullable Object known = attachments.get(type);
        if (known != null) {
            return type.cast(known);
        }
        T loaded = loader.get();
        attachments.put(type, loaded);
        return loaded;
    }

    void evict(Class<?> type) {
        attachments.remove(type);
    }

    /** False when it is retired: a new one is to be made. */
    boolean acquire() {
        synchronized (lock) {
            if (retired) {
                return false;
            }
            leases++;
            return true;
        }
    }

    void release() {
        synchronized (lock) {
            leases--;
            if (!retired || leases > 0) {
                return;
            }
        }
        pool.evictAll();
    }

    /** No new lease from now on. */
    void retire() {
        synchronized (lock) {
            retired = true;
            if (leases > 0) {
                return;
            }
        }
        pool.evictAll();
    }

    /** How many sockets are open. */
    int sockets() {
        return pool.connectionCount();
    }

    /**
     * The pool of a connection: a few idle sockets, which go before the connection does. Large
     * answers have a socket each.
     */
    static ConnectionPool pool(long idleMillis) {
        return new ConnectionPool(16, idleMillis, TimeUnit.MILLISECONDS);
    }
}
