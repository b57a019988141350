package dev.mcpk8s.http;

import dev.mcpk8s.client.RawConnection;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** The service on a free loopback port, with scripted commands. */
final class Service implements AutoCloseable {

    final EmbeddedServer server;
    final HttpClient client = HttpClient.newHttpClient();

    Service(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("micronaut.server.port", -1);
        all.put(ScriptedCommands.PROPERTY, true);
        server = ApplicationContext.run(EmbeddedServer.class, all);
    }

    Service() {
        this(Map.of());
    }

    ScriptedCommands commands() {
        return server.getApplicationContext().getBean(ScriptedCommands.class);
    }

    int port() {
        return server.getPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpRequest.Builder post(String path, String json) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Answers {@code POST /tools/helm} with this script. */
    HttpResponse<String> run(String script) {
        return send(post("/tools/helm", "{\"command\": \"" + script + "\"}"));
    }

    RawConnection connect() {
        return new RawConnection(port());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
