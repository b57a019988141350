package dev.mcpk8s.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Pods as a cluster has them: made by a Deployment's controllers and reported on as a kubelet does,
 * so that their metadata has the size it has in real life. No node runs them.
 */
final class BenchPods {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PODS = "/api/v1/namespaces/" + BenchCluster.NAMESPACE + "/pods";

    private static final String DEPLOYMENT =
            """
            {apiVersion: v1, kind: Namespace, metadata: {name: bench}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: bench}
            spec:
              replicas: %d
              selector: {matchLabels: {app: web}}
              template:
                metadata:
                  labels: {app: web, tier: front, version: v1}
                  annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080"}
                spec:
                  containers:
                  - name: web
                    image: web:1
                    ports: [{containerPort: 8080, name: http}]
                    env: [{name: MODE, value: production}, {name: LOG, value: info}]
                    resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 128Mi}}
                    readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 5}
                    livenessProbe: {httpGet: {path: /live, port: http}}
                    volumeMounts: [{name: config, mountPath: /etc/web}]
                  volumes: [{name: config, emptyDir: {}}]
            """;

    private static final String STATUS =
            """
            {"status":{"phase":"Running","hostIP":"10.0.0.1","podIP":"10.244.0.%1$d",
             "podIPs":[{"ip":"10.244.0.%1$d"}],"startTime":"2026-01-01T00:00:00Z","conditions":[
             {"type":"PodReadyToStartContainers","status":"True","lastTransitionTime":"2026-01-01T00:00:02Z"},
             {"type":"Initialized","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z"},
             {"type":"Ready","status":"True","lastTransitionTime":"2026-01-01T00:00:05Z"},
             {"type":"ContainersReady","status":"True","lastTransitionTime":"2026-01-01T00:00:05Z"}],
             "containerStatuses":[{"name":"web","image":"web:1","imageID":"web@sha256:0","ready":true,
             "started":true,"restartCount":0,"containerID":"containerd://0",
             "state":{"running":{"startedAt":"2026-01-01T00:00:04Z"}}}]}}
            """;

    private static final int WRITERS = 6;

    private final BenchCluster cluster;

    BenchPods(BenchCluster cluster) {
        this.cluster = cluster;
    }

    void create(int count) throws Exception {
        cluster.kubectl(DEPLOYMENT.formatted(count), "apply", "-f", "-");
        try (RawHttpConnection api = new RawHttpConnection(cluster.server, cluster.tls)) {
            JsonNode pods = awaitPods(api, count);
            int number = 1;
            for (JsonNode pod : pods) {
                reportRunning(api, PODS, pod.at("/metadata/name").asText(), number++);
            }
        }
    }

    /** The first pod, many times, in a namespace of their own; {@link #create} comes first. */
    void copy(int count, String namespace) throws Exception {
        cluster.kubectl("", "create", "namespace", namespace);
        cluster.kubectl(
                "",
                "wait",
                "--namespace=" + namespace,
                "--for=create",
                "serviceaccount/default",
                "--timeout=60s");
        JsonNode first;
        try (RawHttpConnection api = new RawHttpConnection(cluster.server, cluster.tls)) {
            byte[] list = cluster.request("GET", PODS + "?limit=1", "application/json", "");
            first = JSON.readTree(api.exchange(list, true).body()).at("/items/0");
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> written = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int start = i;
                written.add(
                        threads.submit(
                                () -> {
                                    copy(first, namespace, start, count);
                                    return null;
                                }));
            }
            for (Future<?> one : written) {
                Object _ = one.get();
            }
        }
    }

    private void copy(JsonNode first, String namespace, int start, int count) throws IOException {
        String pods = "/api/v1/namespaces/" + namespace + "/pods";
        try (RawHttpConnection api = new RawHttpConnection(cluster.server, cluster.tls)) {
            for (int i = start; i < count; i += WRITERS) {
                ObjectNode pod = first.deepCopy();
                pod.remove("status");
                // No owner, or the garbage collector takes it; no scheduler, which would try.
                ((ObjectNode) pod.path("metadata"))
                        .put("name", "web-%05d".formatted(i))
                        .put("namespace", namespace)
                        .remove(
                                List.of(
                                        "uid",
                                        "resourceVersion",
                                        "ownerReferences",
                                        "creationTimestamp",
                                        "generateName",
                                        "managedFields"));
                ((ObjectNode) pod.path("spec")).put("schedulerName", "none");
                byte[] create = cluster.request("POST", pods, "application/json", pod.toString());
                RawHttpConnection.Answer answer = api.exchange(create, true);
                if (answer.status() != 201) {
                    throw new IOException(answer.body());
                }
                reportRunning(api, pods, "web-%05d".formatted(i), i % 250 + 1);
            }
        }
    }

    private JsonNode awaitPods(RawHttpConnection api, int count) throws Exception {
        byte[] list = cluster.request("GET", PODS, "application/json", "");
        while (true) {
            JsonNode pods = JSON.readTree(api.exchange(list, true).body()).path("items");
            if (pods.size() == count) {
                return pods;
            }
            Thread.sleep(200);
        }
    }

    private void reportRunning(RawHttpConnection api, String pods, String pod, int number)
            throws IOException {
        byte[] patch =
                cluster.request(
                        "PATCH",
                        pods + "/" + pod + "/status?fieldManager=kubelet",
                        "application/merge-patch+json",
                        STATUS.formatted(number));
        RawHttpConnection.Answer answer = api.exchange(patch, true);
        if (answer.status() != 200) {
            throw new IOException(answer.body());
        }
    }
}
