package dev.mcpk8s.ephemeral;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpk8s.testcluster.TestCluster;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A real API server behind a listener that notes every call, and breaks the connection where a test
 * says so, before or after the call was carried out.
 */
final class ApiServerInTheMiddle implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("token: (\\S+)");

    private final HttpServer listener;
    private final HttpClient client;
    private final String server;
    private final String token;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> broken = call -> false;
    private volatile Predicate<String> failing = call -> false;

    ApiServerInTheMiddle(TestCluster cluster, String kubeconfig) throws Exception {
        server = cluster.server();
        Matcher found = TOKEN.matcher(kubeconfig);
        token = found.find() ? found.group(1) : "";
        client = HttpClient.newBuilder().sslContext(trusting()).build();
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        listener.createContext("/", this::forward);
        listener.start();
    }

    /** The kubeconfig with this address in place of the server's. */
    String kubeconfig(String original) {
        return original.replaceAll(
                        "server: \\S+",
                        "server: http://127.0.0.1:" + listener.getAddress().getPort())
                .replaceAll("\\s+certificate-authority-data: \\S+", "");
    }

    /** Every call so far: the method and the path with its query. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    void forget() {
        calls.clear();
    }

    /** From now on the answers to these calls are lost on their way. */
    void loseAnswersOf(Predicate<String> lost) {
        broken = lost;
    }

    /** From now on these calls are answered with 500 and not carried out. */
    void fail(Predicate<String> some) {
        failing = some;
    }

    private void forward(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        calls.add(call);
        if (failing.test(call)) {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        } else {
            carryOut(call, exchange);
        }
    }

    private void carryOut(String call, HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
                        .header("Authorization", "Bearer " + token)
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("Content-Type", "Accept")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            HttpResponse<byte[]> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (!broken.test(call)) {
                exchange.getResponseHeaders()
                        .set(
                                "Content-Type",
                                answer.headers()
                                        .firstValue("Content-Type")
                                        .orElse("application/json"));
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(answer.body());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        return context;
    }

    /** The test's own way to its own cluster on loopback. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(
                X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(
                X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(
                X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(
                X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Override
    public void close() {
        listener.stop(0);
        client.shutdownNow();
    }
}
