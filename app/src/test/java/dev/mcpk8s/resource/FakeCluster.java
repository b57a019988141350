package dev.mcpk8s.resource;

import dev.mcpk8s.cluster.ApiRequest;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.cluster.ClusterConnection;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.HeapBudget;
import io.kubernetes.client.openapi.ApiClient;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An API server made of fixed answers by path without query; it remembers what it was asked. */
final class FakeCluster implements ClusterConnection {

    private record Answer(int status, String contentType, String body) {}

    static final String AGGREGATED =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    final List<String> requests = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<Class<?>, Object> kept = new HashMap<>();

    FakeCluster answer(String path, int status, String contentType, String body) {
        answers.put(path, new Answer(status, contentType, body));
        return this;
    }

    FakeCluster json(String path, String body) {
        return answer(path, 200, "application/json", body);
    }

    FakeCluster aggregated(String core, String groups) {
        return answer("/api", 200, AGGREGATED, core).answer("/apis", 200, AGGREGATED, groups);
    }

    ClusterSession session() {
        return new ClusterSession(
                this,
                GlobalFlags.NONE,
                new WarningPrinter(text -> warnings.add(text.strip())),
                new HeapBudget());
    }

    @Override
    public ApiClient apiClient() {
        throw new UnsupportedOperationException("no typed calls here");
    }

    @Override
    public String server() {
        return "https://fake.example";
    }

    @Override
    public String namespace() {
        return "default";
    }

    @Override
    public ApiResponse send(ApiRequest request) {
        requests.add(request.path());
        int query = request.path().indexOf('?');
        String path = query < 0 ? request.path() : request.path().substring(0, query);
        return new Given(
                answers.getOrDefault(path, new Answer(404, "text/plain", "404 page not found\n")));
    }

    @Override
    public ApiResponse relay(ApiRequest request, Map<String, String> headers) {
        return send(request);
    }

    @Override
    public <T> T cached(Class<T> type, Supplier<T> loader) {
        return type.cast(kept.computeIfAbsent(type, unused -> loader.get()));
    }

    @Override
    public void evict(Class<?> type) {
        kept.remove(type);
    }

    @Override
    public void close() {}

    private record Given(Answer answer) implements ApiResponse {

        @Override
        public int status() {
            return answer.status();
        }

        @Override
        public @Nullable String header(String name) {
            return name.equals("Content-Type") ? answer.contentType() : null;
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {}
    }
}
