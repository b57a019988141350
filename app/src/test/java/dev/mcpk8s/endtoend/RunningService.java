package dev.mcpk8s.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service as a process of its own, as a user starts it, on a free port. */
final class RunningService implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Server Running: (http://[^\" ]+)");

    private final Process process;
    private final Path log;
    private final URI uri;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningService(Process process, Path log, URI uri) {
        this.process = process;
        this.log = log;
        this.uri = uri;
    }

    /**
     * @param folder for its log and its sandbox
     * @param kubectl the program for sandboxed verbs
     */
    static RunningService start(Path folder, Path kubectl) throws Exception {
        return start(folder, kubectl, Map.of());
    }

    /**
     * @param settings further environment variables
     * @param arguments of the service's own command line
     */
    static RunningService start(
            Path folder, Path kubectl, Map<String, String> settings, String... arguments)
            throws Exception {
        Path log = Files.createTempFile(folder, "service", ".log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(
                                java,
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.mcpk8s.Application")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment()
                .putAll(
                        Map.of(
                                "MICRONAUT_SERVER_PORT",
                                "-1",
                                "MCP_K8S_TOOLS_KUBECTL",
                                kubectl.toString(),
                                "MCP_K8S_SANDBOX_DIRECTORY",
                                sandbox(folder).toString()));
        builder.environment().putAll(settings);
        Process process = builder.start();
        return new RunningService(process, log, awaitAddress(process, log));
    }

    /** The same with the real helm, istioctl and argocd. */
    static RunningService startWithTools(Path folder, Path kubectl) throws Exception {
        return startWithTools(folder, kubectl, Map.of());
    }

    static RunningService startWithTools(Path folder, Path kubectl, Map<String, String> settings)
            throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("MCP_K8S_TOOLS_DIRECTORY", RealTools.folder().toString());
        return start(folder, kubectl, all);
    }

    static Path sandbox(Path folder) {
        return folder.resolve("sandbox");
    }

    private static URI awaitAddress(Process process, Path log) throws Exception {
        for (int i = 0; i < 600 && process.isAlive(); i++) {
            Matcher found = ADDRESS.matcher(Files.readString(log));
            if (found.find()) {
                return URI.create(found.group(1));
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the service did not start:\n" + Files.readString(log));
    }

    /**
     * Watches an object that every cluster has, as a kubectl process: the files that every command
     * finds have to be built first.
     */
    static final String SANDBOXED_WATCH = "get -k . --watch";

    private static final String FILES =
            "{\"kustomization.yaml\": \"resources: [watched.yaml]\", \"watched.yaml\":"
                    + " \"{apiVersion: v1, kind: ConfigMap,"
                    + " metadata: {name: kube-root-ca.crt, namespace: default}}\"}";

    /** A buffered command. */
    HttpResponse<String> run(String kubeconfig, String command) throws Exception {
        return client.send(
                request("/tools/kubectl", kubeconfig, command, "application/json"),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A stream, open; closing it is what a reader does who leaves. */
    InputStream stream(String kubeconfig, String command) throws Exception {
        return client.send(
                        request("/sse", kubeconfig, "kubectl " + command, "text/event-stream"),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    /** A stream for any body, open. */
    InputStream postStream(String json) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(uri.resolve("/sse"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    /** Any body, as it is. */
    HttpResponse<String> post(String path, String json) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    int port() {
        return uri.getPort();
    }

    String get(String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(uri.resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The status that a page of this origin is answered with. */
    int healthFor(String origin) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(uri.resolve("/health"))
                                .header("Origin", origin)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest request(String path, String kubeconfig, String command, String accept) {
        return HttpRequest.newBuilder(uri.resolve(path))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .header(
                        "X-Kubeconfig",
                        Base64.getEncoder()
                                .encodeToString(kubeconfig.getBytes(StandardCharsets.UTF_8)))
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "{\"command\": \"%s\", \"files\": %s}"
                                        .formatted(command.replace("\"", "\\\""), FILES)))
                .build();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: no chance to tidy up. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM; true when it ended within the time. */
    boolean terminate(long seconds) throws InterruptedException {
        process.destroy();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Kubectl processes that this service started, directly or not, by the mark they carry. */
    List<ProcessHandle> programs(Path folder) {
        String sandbox = sandbox(folder).toString();
        return ProcessHandle.allProcesses()
                .filter(candidate -> candidate.pid() != process.pid())
                .filter(candidate -> environment(candidate).contains("MCP_K8S_SANDBOX="))
                .filter(candidate -> environment(candidate).contains(sandbox))
                .toList();
    }

    private static String environment(ProcessHandle candidate) {
        try {
            Path file = Path.of("/proc/" + candidate.pid() + "/environ");
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
