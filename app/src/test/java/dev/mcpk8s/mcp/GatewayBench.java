package dev.mcpk8s.mcp;

import dev.mcpk8s.testcluster.NodeCluster;
import java.io.BufferedReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * What the gateway adds to a tool call, beside kubectl's port-forward to the same pod: calls take
 * turns, so that both see the same machine. Ended with 1 when the median is over the bound.
 */
final class GatewayBench {

    private static final int WARM_UP = 300;
    private static final int CALLS = 1_000;
    private static final double BOUND_MILLIS = 5;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private GatewayBench() {}

    public static void main(String[] args) throws Exception {
        int exit;
        try (NodeCluster cluster = NodeCluster.start();
                McpTestServer service = new McpTestServer(Map.of())) {
            EphemeralPods pods = new EphemeralPods(cluster);
            pods.start("bench");
            String namespace = pods.namespace();
            Target through =
                    new Target(
                            service.address("/ephemeral/servers/bench/mcp?namespace=" + namespace),
                            pods.kubeconfig());
            exit = measure(cluster, namespace, through);
        }
        System.exit(exit);
    }

    private static int measure(NodeCluster cluster, String namespace, Target through)
            throws Exception {
        Path kubeconfig = Files.createTempFile("bench", ".kubeconfig");
        Files.writeString(kubeconfig, cluster.adminKubeconfig());
        Process forward =
                new ProcessBuilder(
                                cluster.kubectl().toString(),
                                "--kubeconfig=" + kubeconfig,
                                "port-forward",
                                "--namespace=" + namespace,
                                "pod/bench-0",
                                ":8181")
                        .start();
        try (BufferedReader said = forward.inputReader()) {
            String port = said.readLine().replaceAll(".*127.0.0.1:(\\d+) .*", "$1");
            Target direct = new Target(URI.create("http://127.0.0.1:" + port + "/mcp"), "none");
            return compare(direct, through, System.out);
        } finally {
            forward.destroy();
            forward.waitFor();
            Files.delete(kubeconfig);
        }
    }

    private static int compare(Target direct, Target through, PrintStream out) throws Exception {
        String own = direct.initialize();
        String ours = through.initialize();
        double[] directly = new double[CALLS];
        double[] throughUs = new double[CALLS];
        for (int i = -WARM_UP; i < CALLS; i++) {
            double one = direct.call(own);
            double other = through.call(ours);
            if (i >= 0) {
                directly[i] = one;
                throughUs[i] = other;
            }
        }
        double added = percentile(throughUs, 50) - percentile(directly, 50);
        out.printf(
                "tool call, ms (%d each)   p50    p95%n"
                        + "  kubectl port-forward    %5.2f  %5.2f%n"
                        + "  gateway                 %5.2f  %5.2f%n"
                        + "  added at the median     %5.2f  (bound %.0f)%n",
                CALLS,
                percentile(directly, 50),
                percentile(directly, 95),
                percentile(throughUs, 50),
                percentile(throughUs, 95),
                added,
                BOUND_MILLIS);
        return added <= BOUND_MILLIS ? 0 : 1;
    }

    private static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    /** One of the two ways to the pod. */
    private record Target(URI address, String kubeconfig) {

        String initialize() throws Exception {
            HttpResponse<String> begun =
                    send(McpTestServer.initializeMessage("2025-06-18"), "none");
            return begun.headers().firstValue("Mcp-Session-Id").orElseThrow();
        }

        double call(String session) throws Exception {
            String body =
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                            + "{\"name\":\"echo\",\"arguments\":{\"text\":\"bench\"}}}";
            long start = System.nanoTime();
            HttpResponse<String> answer = send(body, session);
            double millis = (System.nanoTime() - start) / 1e6;
            if (!answer.body().contains("bench")) {
                throw new IllegalStateException(
                        address + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return millis;
        }

        private HttpResponse<String> send(String body, String session) throws Exception {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(address)
                            .version(HttpClient.Version.HTTP_1_1)
                            .header("Content-Type", "application/json")
                            .header("Accept", McpTestServer.BOTH)
                            .header("X-Kubeconfig", kubeconfig);
            if (!session.equals("none")) {
                request.header("Mcp-Session-Id", session);
            }
            return CLIENT.send(
                    request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }
}
