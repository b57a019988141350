package dev.mcpk8s.cluster;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Builds connections: TLS by the JDK, addresses checked by the sockets, no redirects, no proxy but
 * the kubeconfig's own.
 */
@Singleton
final class ConnectionFactory {

    private static final Duration PING = Duration.ofSeconds(30);
    private static final int UNLIMITED = 1_000_000;
    private static final int UNAUTHORIZED = 401;

    private final ClusterSettings settings;
    private final AddressRules rules;
    private final OperatorCredentials credentials;
    private final OkHttpClient base;

    ConnectionFactory(
            ClusterSettings settings, AddressRules rules, OperatorCredentials credentials) {
        this.settings = settings;
        this.rules = rules;
        this.credentials = credentials;
        Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
        dispatcher.setMaxRequests(UNLIMITED);
        dispatcher.setMaxRequestsPerHost(UNLIMITED);
        this.base =
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .connectTimeout(settings.connectTimeout())
                        .readTimeout(Duration.ZERO)
                        .writeTimeout(Duration.ZERO)
                        .pingInterval(PING)
                        .eventListenerFactory(call -> listener(call.request()))
                        .build();
    }

    /** No network is touched; what is wrong with the kubeconfig's TLS data shows here. */
    OpenConnection open(ResolvedTarget target) {
        ClusterEntry cluster = target.cluster();
        ServerAddress server = cluster.address();
        AddressRules rulesHere = target.trusted() ? AddressRules.trusted() : rules;
        OkHttpClient.Builder client =
                base.newBuilder()
                        .connectionPool(OpenConnection.pool(settings.idleTime().toMillis()))
                        .socketFactory(new GuardedSockets(rulesHere, server, cluster.proxy()))
                        .addInterceptor(IdentityHeaders.of(target));
        if (target.trusted()) {
            client.addInterceptor(this::noticeRefusal);
        }
        proxy(client, cluster.proxy(), server);
        if (server.scheme().equals("https")) {
            int handshake = Math.toIntExact(settings.connectTimeout().toMillis());
            TlsSetup tls = TlsSetup.of(cluster, target.user(), handshake);
            client.sslSocketFactory(tls.sockets(), tls.trust());
            client.hostnameVerifier((host, session) -> host.equalsIgnoreCase(server.host()));
        }
        return new OpenConnection(server, cluster.proxy(), client.build());
    }

    /** The next command logs in anew, as with kubectl; this one's answer stays as it is. */
    private Response noticeRefusal(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() == UNAUTHORIZED) {
            credentials.forget();
        }
        return response;
    }

    private static void proxy(
            OkHttpClient.Builder client, ProxyChoice proxy, ServerAddress server) {
        switch (proxy.kind()) {
            case NONE -> client.proxy(Proxy.NO_PROXY);
            case HTTP -> {
                client.proxy(
                        new Proxy(
                                Proxy.Type.HTTP,
                                InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
                if (!proxy.authorization().isEmpty()) {
                    client.proxyAuthenticator(
                            (route, response) -> authorize(response.request(), proxy));
                }
            }
            case SOCKS5 -> client.proxy(Proxy.NO_PROXY).dns(standIn(server));
        }
    }

    /** The socket gives the name to the proxy; the HTTP client only needs some address for it. */
    private static Dns standIn(ServerAddress server) {
        return host -> List.of(InetAddress.getByAddress(server.host(), new byte[] {0, 0, 0, 0}));
    }

    /** Null gives up: the proxy has seen these credentials and refused them. */
    private static @org.jspecify.annotations.Nullable Request authorize(
            Request request, ProxyChoice proxy) {
        if (request.header("Proxy-Authorization") != null) {
            return null;
        }
        return request.newBuilder().header("Proxy-Authorization", proxy.authorization()).build();
    }

    private static EventListener listener(Request request) {
        return Objects.requireNonNullElse(request.tag(CallProgress.class), EventListener.NONE);
    }
}
