package dev.mcpk8s.differential;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The part of a kubelet that has containers' logs, on loopback: the API server reads them from here
 * as it would from a node. A log depends on nothing but its names and the query.
 */
public final class FakeKubelet implements AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final HttpsServer server;

    private FakeKubelet(HttpsServer server) {
        this.server = server;
    }

    /** Starts it on a free port. */
    public static FakeKubelet start() throws Exception {
        HttpsServer server =
                HttpsServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(tls()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/containerLogs/", FakeKubelet::answer);
        server.start();
        return new FakeKubelet(server);
    }

    /** The patch of a node's status that leads the API server here. */
    public String nodeStatus() {
        return """
        {"status":{"addresses":[{"type":"InternalIP","address":"127.0.0.1"}],\
        "daemonEndpoints":{"kubeletEndpoint":{"Port":%d}}}}"""
                .formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] parts = exchange.getRequestURI().getPath().split("/", -1);
            String pod = parts[3];
            String container = parts[4];
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            int status =
                    switch (container) {
                        case "missing" -> 404;
                        case "failing" -> 500;
                        case "refusing" -> 400;
                        default -> query.containsKey("previous") && !pod.equals("talk") ? 400 : 200;
                    };
            byte[] body =
                    status == 200
                            ? ContainerLog.of(pod, container, query)
                            : (query.containsKey("previous") ? "previous " : "")
                                    .concat("container \"%s\" in pod \"%s\" is %d\n")
                                    .formatted(container, pod, status)
                                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static SSLContext tls()
            throws IOException, GeneralSecurityException, InterruptedException {
        Path folder = Files.createTempDirectory("fake-kubelet");
        Path file = folder.resolve("kubelet.p12");
        try {
            String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            String line =
                    "-genkeypair -alias kubelet -keyalg EC -dname CN=kubelet -storepass changeit"
                            + " -ext san=ip:127.0.0.1 -validity 2 -keystore ";
            ProcessBuilder builder = new ProcessBuilder(keytool);
            builder.command().addAll(Arrays.asList((line + file).split(" ")));
            int exit = builder.redirectErrorStream(true).start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("keytool ended with " + exit);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, PASSWORD);
            }
            KeyManagerFactory managers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}
