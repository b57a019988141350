package dev.mcpk8s.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * {@code make bench}: "list the 60 pods of a namespace", asked of the API server directly, of the
 * service and of the kubectl process, side by side on one cluster; the same over MCP by many at
 * once; what each verb costs; a long list in several formats; then many kubeconfigs and many open
 * streams. It reports what it measured and judges nothing.
 */
public final class Benchmark {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String PODS = "/api/v1/namespaces/" + BenchCluster.NAMESPACE + "/pods";

    /** A watch that stays open and silent. */
    private static final String QUIET_WATCH = PODS + "?watch=true&fieldSelector=metadata.name=none";

    private static final int LONG_LIST = 10_000;
    private static final String LONG_NAMESPACE = "bench-long";

    private final BenchCluster cluster;
    private final ServiceProcess service;
    private final Duration time;
    private final PrintStream out;

    private Benchmark(
            BenchCluster cluster, ServiceProcess service, Duration time, PrintStream out) {
        this.cluster = cluster;
        this.service = service;
        this.time = time;
        this.out = out;
    }

    /**
     * Arguments: kubeconfig, kubectl, jar, log file of the service, seconds for each measurement.
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        BenchCluster cluster = new BenchCluster(Path.of(arguments[0]), Path.of(arguments[1]));
        new BenchPods(cluster).create(60);
        try (ServiceProcess service =
                ServiceProcess.start(Path.of(arguments[2]), Path.of(arguments[3]))) {
            Benchmark bench =
                    new Benchmark(
                            cluster,
                            service,
                            Duration.ofSeconds(Long.parseLong(arguments[4])),
                            out);
            out.println("JVM flags of the service: " + String.join(" ", ServiceProcess.FLAGS));
            bench.latencyAndThroughput();
            new BenchMcp(cluster, service, bench.time)
                    .report("get --raw '" + QUIET_WATCH + "'", out);
            new BenchVerbs(cluster, service).report(out);
            new BenchPods(cluster).copy(LONG_LIST, LONG_NAMESPACE);
            new BenchLists(cluster, service).report(LONG_LIST, LONG_NAMESPACE, out);
            bench.manyKubeconfigs(1000);
            bench.openStreams(500);
        }
    }

    private void latencyAndThroughput() throws Exception {
        byte[] direct = direct("?limit=500");
        byte[] floor = direct("?limit=500&includeObject=None");
        byte[] ours = ours(cluster.kubeconfig, "get pods -n bench");
        for (int clients : new int[] {32, 1}) {
            load("warm-up", service.uri, null, ours, clients, Duration.ofSeconds(10));
        }
        load("warm-up", cluster.server, cluster.tls, direct, 8, Duration.ofSeconds(3));
        out.println();
        out.println("60 pods                           p50 ms   p95 ms   calls/s   service CPU ms");
        for (int clients : new int[] {1, 8, 32}) {
            load("direct, kubectl's Table", cluster.server, cluster.tls, direct, clients, time);
            load("direct, includeObject=None", cluster.server, cluster.tls, floor, clients, time);
            load("POST /tools/kubectl", service.uri, null, ours, clients, time);
        }
        kubectlProcess(20);
    }

    private void load(
            String name, URI server, SSLContext tls, byte[] request, int clients, Duration time)
            throws Exception {
        double before = service.cpuSeconds();
        Load load = Load.run(server, tls, request, clients, time);
        double cpu = (service.cpuSeconds() - before) * 1000 / load.millis().length;
        if (!name.equals("warm-up")) {
            out.printf(
                    "%-26s %2d client %8.2f %8.2f %9.0f %10s%n",
                    name,
                    clients,
                    load.percentile(0.5),
                    load.percentile(0.95),
                    load.perSecond(),
                    server.equals(service.uri) ? "%.2f".formatted(cpu) : "-");
        }
    }

    private void kubectlProcess(int runs) throws Exception {
        double[] millis = new double[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            cluster.kubectl("", "get", "pods", "-n", BenchCluster.NAMESPACE);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        out.printf("%-26s %2d client %8.2f%n", "the kubectl process", 1, Load.median(millis));
    }

    private void manyKubeconfigs(int count) throws Exception {
        List<String> tokens = tokens(count);
        cluster.kubectl(
                "",
                "create",
                "rolebinding",
                "view",
                "--clusterrole=view",
                "--serviceaccount=bench:default",
                "--namespace=bench");
        double before = service.heapMib();
        double[] millis = new double[count];
        try (RawHttpConnection connection = new RawHttpConnection(service.uri, null)) {
            for (int i = 0; i < count; i++) {
                byte[] request = ours(cluster.kubeconfigFor(tokens.get(i)), "get pods -n bench");
                long start = System.nanoTime();
                RawHttpConnection.Answer answer = connection.exchange(request, true);
                if (!answer.body().startsWith("{\"success\":true")) {
                    throw new IllegalStateException(answer.body());
                }
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        double full = service.heapMib();
        Thread.sleep(Duration.ofSeconds(ServiceProcess.IDLE_SECONDS + 10));
        out.println();
        out.printf(
                "%d kubeconfigs in turn: first answer p50 %.1f ms; heap %.0f MiB before, %.0f MiB"
                        + " after, %.0f MiB once idle%n",
                count, Load.median(millis), before, full, service.heapMib());
    }

    /** Tokens of one service account, each an identity of its own to the service. */
    private List<String> tokens(int count) throws Exception {
        List<String> tokens = new ArrayList<>();
        byte[] makeToken =
                cluster.request(
                        "POST",
                        "/api/v1/namespaces/bench/serviceaccounts/default/token",
                        "application/json",
                        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\","
                                + "\"spec\":{}}");
        try (RawHttpConnection api = new RawHttpConnection(cluster.server, cluster.tls)) {
            for (int i = 0; i < count; i++) {
                String answer = api.exchange(makeToken, true).body();
                tokens.add(JSON.readTree(answer).at("/status/token").asText());
            }
        }
        return tokens;
    }

    private void openStreams(int count) throws Exception {
        byte[] request = streamed(cluster.kubeconfig, "kubectl get --raw '" + QUIET_WATCH + "'");
        List<RawHttpConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                RawHttpConnection connection = new RawHttpConnection(service.uri, null);
                open.add(connection);
                connection.send(request);
                connection.receiveHead();
            }
            Thread.sleep(3000);
            out.printf("%d open streams: %.0f MiB resident%n", count, service.residentMib());
        } finally {
            for (RawHttpConnection connection : open) {
                connection.close();
            }
        }
    }

    private byte[] direct(String query) {
        return RawHttpConnection.request(
                "GET",
                PODS + query,
                "Authorization: Bearer " + cluster.token + "\r\nAccept: " + TABLE + "\r\n",
                "");
    }

    /** A request for a command's answer in one piece. */
    static byte[] ours(String kubeconfig, String command) throws Exception {
        return RawHttpConnection.request(
                "POST",
                "/tools/kubectl",
                "Content-Type: application/json\r\n",
                json(kubeconfig, command));
    }

    /** A request for a command's answer as a stream. */
    static byte[] streamed(String kubeconfig, String command) throws Exception {
        return RawHttpConnection.request(
                "POST",
                "/sse",
                "Content-Type: application/json\r\nAccept: text/event-stream\r\n",
                json(kubeconfig, command));
    }

    private static String json(String kubeconfig, String command) throws Exception {
        return new String(
                JSON.writeValueAsBytes(Map.of("command", command, "kubeconfig", kubeconfig)),
                StandardCharsets.UTF_8);
    }
}
