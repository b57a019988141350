package dev.mcpk8s.testcluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A metrics API that tells what was written down: {@code pods.json} and {@code nodes.json} of a
 * folder, each a list of objects without kind. It stands on loopback behind an API server's
 * aggregator, which reaches it as the service of an external name, and so needs no node.
 */
public final class RecordedMetrics implements AutoCloseable {

    private static final String ROOT = "/apis/metrics.k8s.io/v1beta1";
    private static final String PASSWORD = "changeit";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path recorded;
    private final HttpsServer server;
    private final AtomicInteger answers = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private RecordedMetrics(Path recorded, HttpsServer server) {
        this.recorded = recorded;
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Starts one and waits until the cluster serves it. */
    public static RecordedMetrics behind(IsolatedCluster cluster, Path recorded)
            throws IOException, GeneralSecurityException, InterruptedException {
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        RecordedMetrics metrics = new RecordedMetrics(recorded, server);
        cluster.apply(registration(server.getAddress().getPort()));
        cluster.run("wait", "--for=condition=Available", "apiservice/v1beta1.metrics.k8s.io")
                .orThrow();
        return metrics;
    }

    private static String registration(int port) {
        return """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: recorded-metrics
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: metrics
          namespace: recorded-metrics
        spec:
          type: ExternalName
          externalName: localhost
        ---
        apiVersion: apiregistration.k8s.io/v1
        kind: APIService
        metadata:
          name: v1beta1.metrics.k8s.io
        spec:
          group: metrics.k8s.io
          version: v1beta1
          groupPriorityMinimum: 100
          versionPriority: 100
          insecureSkipTLSVerify: true
          service:
            name: metrics
            namespace: recorded-metrics
            port: %d
        """
                .formatted(port);
    }

    /** How many requests were answered so far. */
    public int answers() {
        return answers.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        answers.incrementAndGet();
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            ObjectNode answer;
            if (path.equals(ROOT)) {
                answer = resources();
            } else if (path.startsWith(ROOT + "/")) {
                List<String> segments = List.of(path.substring(ROOT.length() + 1).split("/", -1));
                answer = objects(segments, exchange.getRequestURI().getQuery());
            } else {
                answer = failure("the server could not find the requested resource");
            }
            byte[] body = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.path("code").asInt(200), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static ObjectNode resources() {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", "metrics.k8s.io/v1beta1");
        ArrayNode resources = list.putArray("resources");
        for (String name : List.of("nodes", "pods")) {
            resources
                    .addObject()
                    .put("name", name)
                    .put("singularName", "")
                    .put("namespaced", name.equals("pods"))
                    .put("kind", kind(name))
                    .putArray("verbs")
                    .add("get")
                    .add("list");
        }
        return list;
    }

    private static String kind(String resource) {
        return resource.equals("pods") ? "PodMetrics" : "NodeMetrics";
    }

    /** A path is {@code [namespaces/NAMESPACE/]RESOURCE[/NAME]}. */
    private ObjectNode objects(List<String> segments, @Nullable String query) throws IOException {
        boolean namespaced = segments.getFirst().equals("namespaces");
        String namespace = namespaced ? segments.get(1) : "";
        List<String> rest = namespaced ? segments.subList(2, segments.size()) : segments;
        String resource = rest.getFirst();
        ObjectNode list = typed(kind(resource) + "List");
        ArrayNode items = list.putObject("metadata").arrayNode();
        for (JsonNode object : JSON.readTree(recorded.resolve(resource + ".json").toFile())) {
            JsonNode metadata = object.path("metadata");
            boolean there =
                    namespace.isEmpty() || metadata.path("namespace").asText().equals(namespace);
            if (there && isSelected(metadata.path("labels"), query)) {
                ObjectNode item = typed(kind(resource));
                item.setAll((ObjectNode) object);
                item.put("timestamp", "2026-01-01T00:00:00Z").put("window", "10s");
                items.add(item);
            }
        }
        return rest.size() < 2 ? list.set("items", items) : one(resource, rest.get(1), items);
    }

    private static ObjectNode one(String resource, String name, ArrayNode items) {
        for (JsonNode item : items) {
            if (item.path("metadata").path("name").asText().equals(name)) {
                return (ObjectNode) item;
            }
        }
        return failure(resource + ".metrics.k8s.io \"" + name + "\" not found");
    }

    private static ObjectNode failure(String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", message)
                .put("reason", "NotFound")
                .put("code", 404);
    }

    private static ObjectNode typed(String kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
                .put("apiVersion", "metrics.k8s.io/v1beta1");
    }

    /** Labels that have to be equal are all it knows of selectors. */
    private static boolean isSelected(JsonNode labels, @Nullable String query) {
        for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
            if (parameter.startsWith("labelSelector=")) {
                for (String term : parameter.substring("labelSelector=".length()).split(",", -1)) {
                    String[] pair = term.split("=", 2);
                    if (!labels.path(pair[0]).asText().equals(pair[1])) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static SSLContext selfSigned()
            throws IOException, GeneralSecurityException, InterruptedException {
        Path folder = Files.createTempDirectory("recorded-metrics");
        Path store = folder.resolve("store.p12");
        try {
            String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            String options =
                    " -genkeypair -alias server -keyalg EC -dname CN=localhost -validity 10"
                            + " -storetype PKCS12 -storepass "
                            + PASSWORD
                            + " -keystore ";
            List<String> command = List.of((tool + options + store).split(" ", -1));
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            return context(store);
        } finally {
            Files.deleteIfExists(store);
            Files.delete(folder);
        }
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
