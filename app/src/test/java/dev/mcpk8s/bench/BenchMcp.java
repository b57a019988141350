package dev.mcpk8s.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * Many clients at once call {@code kubectl get pods} over MCP, beside as many over REST, and then
 * while other clients' commands do not end.
 */
final class BenchMcp {

    private static final int CLIENTS = 200;
    private static final int ROUNDS = 3;

    /** As many as a person's own client may have open, and more. */
    private static final int SLOW = 50;

    private static final String COMMAND = "get pods -n " + BenchCluster.NAMESPACE;

    private final BenchCluster cluster;
    private final ServiceProcess service;
    private final Duration time;

    BenchMcp(BenchCluster cluster, ServiceProcess service, Duration time) {
        this.cluster = cluster;
        this.service = service;
        this.time = time;
    }

    /**
     * @param slowCommand one that says nothing and does not end
     */
    void report(String slowCommand, PrintStream out) throws Exception {
        byte[] rest = rest();
        byte[] mcp = mcp(COMMAND);
        Load _ = load(mcp);
        out.println();
        out.println("200 clients, get pods             p50 ms   p95 ms   max ms   calls/s");
        double[] ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            double overRest = print("POST /tools/kubectl", load(rest), out);
            double overMcp = print("MCP tools/call", load(mcp), out);
            ratios[i] = overMcp / overRest;
        }
        List<RawHttpConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                RawHttpConnection connection = new RawHttpConnection(service.uri, null);
                slow.add(connection);
                connection.send(mcp(slowCommand));
                int _ = connection.receiveHead();
            }
            double _ = print("MCP beside " + SLOW + " slow calls", load(mcp), out);
        } finally {
            for (RawHttpConnection connection : slow) {
                connection.close();
            }
        }
        out.printf("p50 over MCP / p50 over REST: %.2f%n", Load.median(ratios));
    }

    private Load load(byte[] request) throws Exception {
        SSLContext none = null;
        return Load.run(service.uri, none, request, CLIENTS, time);
    }

    private static double print(String name, Load load, PrintStream out) {
        out.printf(
                "%-30s %9.2f %8.2f %8.0f %9.0f%n",
                name,
                load.percentile(0.5),
                load.percentile(0.95),
                load.percentile(1),
                load.perSecond());
        return load.percentile(0.5);
    }

    private byte[] rest() throws Exception {
        return RawHttpConnection.request(
                "POST",
                "/tools/kubectl",
                headers("application/json"),
                Benchmark.JSON.writeValueAsString(Map.of("command", COMMAND)));
    }

    /** As clients send it: an answer that may come as a stream. */
    private byte[] mcp(String command) throws Exception {
        Map<String, Object> call =
                Map.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        1,
                        "method",
                        "tools/call",
                        "params",
                        Map.of("name", "kubectl", "arguments", Map.of("command", command)));
        return RawHttpConnection.request(
                "POST",
                "/mcp",
                headers("application/json, text/event-stream"),
                Benchmark.JSON.writeValueAsString(call));
    }

    private String headers(String accept) {
        return "Content-Type: application/json\r\nAccept: "
                + accept
                + "\r\nX-Kubeconfig: "
                + Base64.getEncoder()
                        .encodeToString(cluster.kubeconfig.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }
}
