package dev.mcpk8s.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.testcluster.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A real Argo CD on the loopback address: its API server, repository server and controller, which
 * the argocd program is under other names, and a Redis in memory. It ends with this JVM.
 */
final class ArgocdServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A shell that ends the program when its own standard input does. */
    private static final String HELD =
            "\"$0\" \"$@\" </dev/null & program=$!; cat >/dev/null; kill -9 $program; wait";

    private static final String OBJECTS =
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: argocd}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: argocd-cm, namespace: argocd, labels: {app.kubernetes.io/part-of: argocd}}
            data: {accounts.reader: apiKey}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: argocd-rbac-cm, namespace: argocd, labels: {app.kubernetes.io/part-of: argocd}}
            data: {policy.csv: "g, reader, role:readonly\\n"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: argocd-secret, namespace: argocd, labels: {app.kubernetes.io/part-of: argocd}}
            """;

    private final TestCluster cluster;
    private final Path home;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private final int port = freePort();

    private ArgocdServer(TestCluster cluster, Path home) {
        this.cluster = cluster;
        this.home = home;
    }

    /**
     * @param cluster gets Argo CD's types and a namespace argocd
     * @param home a folder for its own use
     */
    static ArgocdServer start(TestCluster cluster, Path home) throws Exception {
        ArgocdServer server = new ArgocdServer(cluster, home);
        try {
            server.startAll();
        } catch (Exception | Error failure) {
            server.close();
            throw failure;
        }
        return server;
    }

    private void startAll() throws Exception {
        Files.createDirectories(home.resolve("tmp"));
        Files.writeString(home.resolve("kubeconfig"), cluster.adminKubeconfig());
        Path sources = sources();
        addToPath(sources.resolve("hack/git-verify-wrapper.sh"));
        cluster.run("create", "-k", sources.resolve("manifests/crds").toString()).orThrow();
        cluster.awaitTypes();
        cluster.apply(OBJECTS);
        String redis = "127.0.0.1:" + startRedis();
        int repositories = freePort();
        start(
                "argocd-repo-server",
                "--address=127.0.0.1",
                "--port=" + repositories,
                "--metrics-address=127.0.0.1",
                "--metrics-port=" + freePort(),
                "--disable-tls",
                "--client-ca-path=",
                "--redis=" + redis);
        start(
                "argocd-application-controller",
                "--namespace=argocd",
                "--metrics-port=" + freePort(),
                "--repo-server=127.0.0.1:" + repositories,
                "--repo-server-plaintext",
                "--redis=" + redis);
        start(
                "argocd-server",
                "--address=127.0.0.1",
                "--port=" + port,
                "--metrics-address=127.0.0.1",
                "--insecure",
                "--namespace=argocd",
                "--metrics-port=" + freePort(),
                "--repo-server=127.0.0.1:" + repositories,
                "--repo-server-plaintext",
                "--redis=" + redis);
        awaitHealth();
    }

    /** Where the pinned module's own files are: the types that the server needs are among them. */
    private static Path sources() throws Exception {
        String module = go("mod", "download", "-json", "github.com/argoproj/argo-cd/v3");
        return Path.of(JSON.readTree(module).path("Dir").asText());
    }

    /** The repository server starts a script of Argo CD's own. */
    private void addToPath(Path script) throws IOException {
        Path programs = Files.createDirectory(home.resolve("bin"));
        Path copy = Files.copy(script, programs.resolve(script.getFileName()));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int startRedis() throws Exception {
        Path program = home.resolve("redis");
        go("build", "-trimpath", "-o", program.toString(), "./redis");
        Process redis = new ProcessBuilder(program.toString()).start();
        processes.add(redis);
        return Integer.parseInt(redis.inputReader().readLine());
    }

    private static String go(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of("go"));
        line.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .directory(RealTools.module("argocd").toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CGO_ENABLED", "0");
        Process go = builder.start();
        String said = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (go.waitFor() != 0) {
            throw new IllegalStateException("go " + String.join(" ", words) + ": " + said);
        }
        return said;
    }

    private void start(String component, String... flags) throws IOException {
        List<String> line =
                new ArrayList<>(
                        List.of("/bin/sh", "-c", HELD, RealTools.program("argocd").toString()));
        line.addAll(List.of(flags));
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log(component).toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH"));
        environment.putAll(
                Map.of(
                        "PATH",
                        home.resolve("bin") + ":" + environment.get("PATH"),
                        "HOME",
                        home.toString(),
                        "TMPDIR",
                        home.resolve("tmp").toString(),
                        "KUBECONFIG",
                        home.resolve("kubeconfig").toString(),
                        "ARGOCD_BINARY_NAME",
                        component,
                        "ARGOCD_FAKE_IN_CLUSTER",
                        "true",
                        "ARGOCD_GPG_ENABLED",
                        "false",
                        "ARGOCD_CONTROLLER_REPLICAS",
                        "1",
                        "ARGOCD_TLS_DATA_PATH",
                        home.resolve("tls").toString(),
                        "ARGOCD_SSH_DATA_PATH",
                        home.resolve("ssh").toString()));
        processes.add(builder.start());
    }

    private Path log(String component) {
        return home.resolve(component + ".log");
    }

    private void awaitHealth() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (send("GET", "/healthz", "", "").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it does not listen yet
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException(
                "Argo CD did not start:\n" + Files.readString(log("argocd-server")));
    }

    /** Host and port of the API server, which speaks without TLS. */
    String address() {
        return "127.0.0.1:" + port;
    }

    /** A token of the account that may do everything. */
    String adminToken() throws Exception {
        String encoded =
                cluster.run(
                                "get",
                                "secret",
                                "argocd-initial-admin-secret",
                                "--namespace=argocd",
                                "--output=jsonpath={.data.password}")
                        .orThrow()
                        .stdout();
        String password = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        return token(
                send(
                        "POST",
                        "/api/v1/session",
                        "",
                        JSON.writeValueAsString(
                                Map.of("username", "admin", "password", password))));
    }

    /** A token of the account that may only read. */
    String readerToken() throws Exception {
        return token(send("POST", "/api/v1/account/reader/token", adminToken(), "{}"));
    }

    private static String token(HttpResponse<String> answer) throws Exception {
        JsonNode token = JSON.readTree(answer.body()).path("token");
        if (!token.isTextual()) {
            throw new IllegalStateException("Argo CD gave no token: " + answer.body());
        }
        return token.asText();
    }

    private HttpResponse<String> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://" + address() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The file that {@code argocd login} would have written. */
    String configuration(String token) {
        return """
               contexts: [{name: dev, server: "%1$s", user: dev}]
               current-context: dev
               servers: [{server: "%1$s", plain-text: true}]
               users: [{name: dev, auth-token: %2$s}]
               """
                .formatted(address(), token);
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            try {
                process.getOutputStream().close();
            } catch (IOException ended) {
                // as it should
            }
        }
        processes.forEach(process -> process.onExit().join());
    }
}
