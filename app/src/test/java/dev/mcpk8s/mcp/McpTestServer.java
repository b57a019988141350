package dev.mcpk8s.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The service with {@link FakeCommands} on a free port, and a bare HTTP client for it; ends after
 * the tests of the class that registers it.
 */
final class McpTestServer implements AfterAllCallback, AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String BOTH = "application/json, text/event-stream";

    private final EmbeddedServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    McpTestServer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(FakeCommands.PROPERTY, true);
        all.put("micronaut.server.port", -1);
        server = ApplicationContext.run(EmbeddedServer.class, all);
    }

    FakeCommands.Journal journal() {
        return server.getApplicationContext().getBean(FakeCommands.Journal.class);
    }

    <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    URI address(String path) {
        return server.getURI().resolve(path);
    }

    /** A POST to {@code /mcp}; header names and values in turn. */
    HttpResponse<String> post(String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request("/mcp", body, headers), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> postTo(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(path, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    /** The response as soon as its head is there. */
    HttpResponse<InputStream> open(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    HttpRequest request(String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofMinutes(1))
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return withHeaders(request, headers).build();
    }

    HttpRequest get(String path, String... headers) {
        return withHeaders(HttpRequest.newBuilder(address(path)), headers).GET().build();
    }

    HttpResponse<String> delete(String... headers) throws IOException, InterruptedException {
        return client.send(
                withHeaders(HttpRequest.newBuilder(address("/mcp")), headers).DELETE().build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder withHeaders(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    /** Initialises and gives the session's id. */
    String initialize() throws IOException, InterruptedException {
        return session(initializeMessage("2025-06-18"));
    }

    /** The session of a client that can do these things, as JSON. */
    String initialize(String capabilities) throws IOException, InterruptedException {
        return session(
                initializeMessage("2025-11-25")
                        .replace("\"capabilities\":{}", "\"capabilities\":" + capabilities));
    }

    /** The session of a client that can ask its user. */
    String initializeWithElicitation() throws IOException, InterruptedException {
        return initialize("{\"elicitation\":{}}");
    }

    private String session(String message) throws IOException, InterruptedException {
        HttpResponse<String> response = post(message, "Accept", BOTH);
        return response.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    static String initializeMessage(String version) {
        return "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
                + "\"protocolVersion\":\""
                + version
                + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}";
    }

    /** A call of the tool helm, whose command lines are the fake's script. */
    static String call(Object id, String command) {
        return callWith(id, JSON.createObjectNode().put("command", command));
    }

    static String callWith(Object id, ObjectNode arguments) {
        return message(id, arguments).toString();
    }

    static String callWithToken(Object id, String command, Object progressToken) {
        ObjectNode message = message(id, JSON.createObjectNode().put("command", command));
        ((ObjectNode) message.get("params"))
                .putObject("_meta")
                .set("progressToken", JSON.valueToTree(progressToken));
        return message.toString();
    }

    private static ObjectNode message(Object id, ObjectNode arguments) {
        ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0");
        message.set("id", JSON.valueToTree(id));
        message.put("method", "tools/call");
        message.putObject("params").put("name", "helm").set("arguments", arguments);
        return message;
    }

    static BufferedReader reader(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The next message of a stream of events; a missing node at its end. */
    static JsonNode nextMessage(BufferedReader events) throws IOException {
        String data = nextData(events);
        return data.isEmpty() ? MissingNode.getInstance() : JSON.readTree(data);
    }

    /** The next event's data; empty at the end. */
    static String nextData(BufferedReader events) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("data:")) {
                return line.substring(5).strip();
            }
        }
        return "";
    }

    /** Waits, generously, for something that must come true. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        await(what, Duration.ofMillis(5), condition);
    }

    /** The same, looking once in a period. */
    static void await(String what, Duration period, BooleanSupplier condition)
            throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not: " + what);
            }
            Thread.sleep(period);
        }
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        close();
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
