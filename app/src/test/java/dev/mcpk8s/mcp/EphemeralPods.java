package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.testcluster.KubectlResult;
import dev.mcpk8s.testcluster.NodeCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * Pods as ephemeral servers have them, with the proxy of this project and its small real server, in
 * a namespace of their own.
 */
final class EphemeralPods {

    private static final String IMAGE = "gateway-test:1";
    private static final String POD =
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: %1$s-0
              namespace: %2$s
              labels: {mcp-k8s.dev/server: %1$s}
            spec:
              terminationGracePeriodSeconds: 1
              automountServiceAccountToken: false
              containers:
              - name: mcp
                image: %3$s
                imagePullPolicy: Never
                command: [/mcp-proxy, --port, "8181", --host, 0.0.0.0, %4$s --, /testserver]
                ports: [{name: mcp, containerPort: 8181}]
                readinessProbe: {httpGet: {path: /readyz, port: mcp}, periodSeconds: 1}
                securityContext:
                  runAsNonRoot: true
                  readOnlyRootFilesystem: true
                  allowPrivilegeEscalation: false
                  capabilities: {drop: [ALL]}
            """;

    private final NodeCluster cluster;
    private final String namespace;

    /** Gives the node the image. */
    EphemeralPods(NodeCluster cluster) throws IOException, InterruptedException {
        this.cluster = cluster;
        this.namespace = cluster.newNamespace();
        Path root = Path.of("target", "proxy-root").toAbsolutePath();
        Files.createDirectories(root);
        ProcessBuilder build =
                new ProcessBuilder("go", "build", "-o", root.toString(), "./cmd/...")
                        .directory(Path.of("..", "ephemeral-proxy").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(root.resolveSibling("proxy-root.log").toFile());
        build.environment().put("CGO_ENABLED", "0");
        Process process = build.start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("go build of ephemeral-proxy").isZero();
        cluster.importImage(IMAGE, root);
    }

    String namespace() {
        return namespace;
    }

    /** The admin's kubeconfig as {@code X-Kubeconfig} carries it. */
    String kubeconfig() {
        return encoded(cluster.adminKubeconfig());
    }

    /** Any kubeconfig as {@code X-Kubeconfig} carries it. */
    static String encoded(String kubeconfig) {
        return Base64.getEncoder().encodeToString(kubeconfig.getBytes(StandardCharsets.UTF_8));
    }

    /** A server that is ready. */
    void start(String name) {
        apply(name, "");
        await(name, "condition=Ready");
    }

    /** A server whose process never answers, so that it never becomes ready. */
    void startSilent(String name) {
        apply(name, "--, /mcp-proxy, --port, \"0\", ");
        await(name, "jsonpath={.status.phase}=Running");
    }

    private void await(String name, String what) {
        String pod = "pod/" + name + "-0";
        KubectlResult waited =
                cluster.run("wait", "--for=" + what, "--timeout=180s", pod, "-n", namespace);
        assertThat(waited.exitCode())
                .as(() -> cluster.run("describe", pod, "-n", namespace).stdout())
                .isZero();
    }

    private void apply(String name, String words) {
        cluster.apply(POD.formatted(name, namespace, IMAGE, words));
    }

    void delete(String name) {
        cluster.run("delete", "pod", name + "-0", "-n", namespace, "--wait=true").orThrow();
    }

    /** What the server and its proxy have logged. */
    String log(String name) {
        return cluster.run("logs", name + "-0", "-n", namespace).orThrow().stdout();
    }
}
