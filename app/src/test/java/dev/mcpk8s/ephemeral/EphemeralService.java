package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The service on a free port, asked over HTTP with one kubeconfig. */
final class EphemeralService implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private final EmbeddedServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String kubeconfig;

    /** An answer. */
    record Answer(int status, JsonNode body) {

        /** The server's name, of an answer that tells of one. */
        String name() {
            return body.path("job_name").asText();
        }

        String code() {
            return body.path("code").asText();
        }

        String detail() {
            return body.path("detail").asText();
        }
    }

    EphemeralService(String kubeconfig, Map<String, Object> settings) {
        this(kubeconfig, start(settings));
    }

    private EphemeralService(String kubeconfig, EmbeddedServer server) {
        this.kubeconfig =
                Base64.getEncoder().encodeToString(kubeconfig.getBytes(StandardCharsets.UTF_8));
        this.server = server;
    }

    private static EmbeddedServer start(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("micronaut.server.port", -1);
        return ApplicationContext.run(EmbeddedServer.class, all);
    }

    /** The same service, asked with another kubeconfig; it ends with this one. */
    EphemeralService as(String otherKubeconfig) {
        return new EphemeralService(otherKubeconfig, server);
    }

    <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    Answer create(String json) throws Exception {
        return post("/ephemeral/servers", json);
    }

    Answer post(String path, String json) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer get(String path) throws Exception {
        return send(request(path).GET());
    }

    Answer delete(String path) throws Exception {
        return send(request(path).DELETE());
    }

    /** A stream, read to its end. */
    HttpResponse<String> stream(String json) throws Exception {
        return client.send(creation(json), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest creation(String json) {
        return request("/ephemeral/servers")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    /** The data of each event of a stream, as they come. */
    Stream<JsonNode> events(String json) throws Exception {
        return client.send(creation(json), HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("data: "))
                .map(line -> tree(line.substring(6)));
    }

    /** Calls an MCP tool; the result. */
    JsonNode tool(String name, String arguments) throws Exception {
        return send(request("/mcp")
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        """
                                                {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                                                 "params": {"name": "%s", "arguments": %s}}
                                                """
                                                .formatted(name, arguments))))
                .body()
                .path("result");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.getURI() + path))
                .header("X-Kubeconfig", kubeconfig);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), tree(document(answer.body())));
    }

    /** The document of an answer, also of one that comes as a stream of one event. */
    private static String document(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: "))
                .findFirst()
                .map(line -> line.substring(6))
                .orElse(body);
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException notJson) {
            throw new AssertionError(json, notJson);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
