package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.testcluster.NodeCluster;
import dev.mcpk8s.testcluster.ProxyImage;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;

/**
 * The part of {@code make bench} that needs a node: from creating a server to its first answer
 * through the gateway, beside {@code kubectl create job} and a wait for its pod, with the same
 * image; and how long a list of a hundred servers takes. It judges nothing.
 */
public final class EphemeralBenchmark {

    private static final String SERVER =
            """
            {"runtime_exec": "testserver", "runtime_mcp": "serve", "wait_for_ready": true,
             "resource_requests": {"cpu": "1m", "memory": "4Mi"}}
            """;

    private static final String JOB =
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: %1$s, namespace: %2$s}
            spec:
              template:
                metadata: {labels: {bench: %1$s}}
                spec:
                  restartPolicy: Never
                  containers:
                  - name: mcp
                    image: %3$s
                    imagePullPolicy: IfNotPresent
                    command: [mcp-proxy, --port, "8080", --host, 0.0.0.0, --, testserver, serve]
                    readinessProbe: {httpGet: {path: /readyz, port: 8080}, periodSeconds: 1}
            """;

    private static final String INITIALIZE =
            """
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
             "protocolVersion": "2025-06-18", "capabilities": {},
             "clientInfo": {"name": "bench", "version": "1"}}}
            """;

    private final NodeCluster cluster;
    private final Tenant tenant;
    private final EphemeralService service;

    private EphemeralBenchmark(NodeCluster cluster, Tenant tenant, EphemeralService service) {
        this.cluster = cluster;
        this.tenant = tenant;
        this.service = service;
    }

    /** Argument: how often each is measured. */
    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        PrintStream out = System.out;
        try (NodeCluster cluster = NodeCluster.start()) {
            ProxyImage.giveTo(cluster);
            Tenant tenant = Tenant.in(cluster);
            Map<String, Object> settings =
                    Map.of(
                            "mcp-k8s.ephemeral.proxy-image",
                            ProxyImage.NAME,
                            "mcp-k8s.ephemeral.maximum-per-owner",
                            200);
            try (EphemeralService service = new EphemeralService(tenant.kubeconfig(), settings)) {
                EphemeralBenchmark bench = new EphemeralBenchmark(cluster, tenant, service);
                bench.firstAnswer();
                double[] ours = new double[runs];
                double[] jobs = new double[runs];
                for (int i = 0; i < runs; i++) {
                    jobs[i] = bench.plainJob("plain-" + i);
                    ours[i] = bench.firstAnswer();
                }
                out.printf("%nephemeral servers, %d runs                  median ms%n", runs);
                out.printf("kubectl apply job, pod ready %22.0f%n", median(jobs));
                out.printf("POST /ephemeral/servers, first answer %13.0f%n", median(ours));
                bench.longList(out);
            }
        }
    }

    /** Milliseconds from asking for a server to its answer through the gateway. */
    private double firstAnswer() throws Exception {
        long start = System.nanoTime();
        EphemeralService.Answer made = service.create(SERVER);
        EphemeralService.Answer answer =
                service.post(made.body().path("gateway_url").asText(), INITIALIZE);
        double millis = since(start);
        if (made.status() != 201 || answer.status() != 200) {
            throw new IllegalStateException(made + " " + answer);
        }
        service.delete("/ephemeral/servers/" + made.name() + "?wait=true");
        return millis;
    }

    private double plainJob(String name) {
        String namespace = tenant.namespace();
        long start = System.nanoTime();
        cluster.apply(JOB.formatted(name, namespace, ProxyImage.NAME));
        for (String condition : new String[] {"create", "condition=Ready"}) {
            tenant.kubectl(
                    "wait", "--for=" + condition, "--timeout=300s", "pod", "-l", "bench=" + name);
        }
        double millis = since(start);
        tenant.kubectl("delete", "job", name);
        return millis;
    }

    private void longList(PrintStream out) throws Exception {
        for (int i = 0; i < 100; i++) {
            service.create("{\"image\": \"none:1\"}");
        }
        double[] lists = new double[20];
        JsonNode listed = null;
        for (int i = 0; i < lists.length; i++) {
            long start = System.nanoTime();
            listed = service.get("/ephemeral/servers").body().path("servers");
            lists[i] = since(start);
        }
        out.printf(
                "GET /ephemeral/servers, %d servers %15.0f%n",
                listed == null ? 0 : listed.size(), median(lists));
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
