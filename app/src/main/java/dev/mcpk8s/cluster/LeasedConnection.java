package dev.mcpk8s.cluster;

import dev.mcpk8s.command.Cancellation;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.internal.http2.ConnectionShutdownException;
import org.jspecify.annotations.Nullable;

/** One command's use of a connection: its calls end with the command. */
final class LeasedConnection implements ClusterConnection {

    private final OpenConnection connection;
    private final String namespace;
    private final Cancellation cancellation;
    private final Warnings warnings;
    private final Duration limit;
    private final Set<StreamedResponse> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param connection already acquired; released when this is closed
     * @param limit on each call from its start to the end of its answer; zero for none
     */
    LeasedConnection(
            OpenConnection connection,
            String namespace,
            Cancellation cancellation,
            Warnings warnings,
            Duration limit) {
        this.connection = connection;
        this.namespace = namespace;
        this.cancellation = cancellation;
        this.warnings = warnings;
        this.limit = limit;
    }

    @Override
    public ApiClient apiClient() {
        return connection.apiClient();
    }

    @Override
    public String server() {
        return connection.server().toUrl();
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public ApiResponse send(ApiRequest request) {
        Backoff backoff = new Backoff(cancellation);
        while (true) {
            StreamedResponse response = sendOnce(request, Map.of());
            if (!backoff.again(response)) {
                if (isRead(response)) {
                    warnings.receive(response.headers("Warning"));
                }
                return response;
            }
        }
    }

    /** kubectl looks at nothing of a failure that is a page of text. */
    private static boolean isRead(StreamedResponse response) {
        String type = response.header("Content-Type");
        return response.status() < 300 || type == null || !type.startsWith("text/");
    }

    @Override
    public ApiResponse relay(ApiRequest request, Map<String, String> headers) {
        return sendOnce(request, headers);
    }

    private StreamedResponse sendOnce(ApiRequest request, Map<String, String> headers) {
        cancellation.throwIfCancelled();
        Runnable started = connection.coldStart().enter(cancellation);
        try {
            return exchange(request, headers, started, true);
        } finally {
            started.run();
        }
    }

    /**
     * @param again whether a request that the server certainly did not look at may be sent again
     */
    private StreamedResponse exchange(
            ApiRequest request, Map<String, String> headers, Runnable started, boolean again) {
        CallProgress progress = new CallProgress(started);
        Call call = connection.clientFor(request).newCall(http(request, headers, progress));
        Duration longest = limitOf(request);
        if (!longest.isZero()) {
            call.timeout().timeout(longest.toNanos(), TimeUnit.NANOSECONDS);
        }
        Cancellation.Registration registration = cancellation.onCancel(call::cancel);
        try {
            Response answer = call.execute();
            StreamedResponse response =
                    new StreamedResponse(answer, cancellation, registration, open::remove);
            open.add(response);
            return response;
        } catch (ConnectionShutdownException neverSent) {
            registration.close();
            if (again) {
                return exchange(request, headers, started, false);
            }
            throw failure(progress).of(neverSent);
        } catch (IOException failed) {
            registration.close();
            cancellation.throwIfCancelled();
            throw failure(progress).of(failed);
        }
    }

    /** The shorter of the command's limit and the request's own; zero for none. */
    private Duration limitOf(ApiRequest request) {
        Duration own = request.limit();
        if (own == null || (!limit.isZero() && limit.compareTo(own) < 0)) {
            return limit;
        }
        return own.isPositive() ? own : Duration.ofNanos(1);
    }

    private ConnectionFailure failure(CallProgress progress) {
        return new ConnectionFailure(
                connection.server(), connection.proxy(), progress, !limit.isZero());
    }

    private Request http(ApiRequest request, Map<String, String> headers, CallProgress progress) {
        return new Request.Builder()
                .headers(Headers.of(headers))
                .url(HttpUrl.get(connection.server().toUrl() + request.path()))
                .header("Accept", request.accept())
                .method(request.method(), body(request))
                .tag(CallProgress.class, progress)
                .build();
    }

    private static @Nullable RequestBody body(ApiRequest request) {
        byte[] body = request.body();
        if (body != null) {
            String type = request.contentType();
            MediaType media = type == null ? null : MediaType.parse(type);
            return request.large()
                    ? new UnmeasuredBody(body, media)
                    : RequestBody.create(body, media);
        }
        return switch (request.method()) {
            case "POST", "PUT", "PATCH" -> RequestBody.create(new byte[0], null);
            default -> null;
        };
    }

    @Override
    public <T> T cached(Class<T> type, Supplier<T> loader) {
        return connection.cached(type, loader);
    }

    @Override
    public void evict(Class<?> type) {
        connection.evict(type);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            open.forEach(StreamedResponse::close);
            connection.release();
        }
    }
}
