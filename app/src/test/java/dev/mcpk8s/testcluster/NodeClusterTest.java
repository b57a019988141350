package dev.mcpk8s.testcluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NodeClusterExtension.class)
class NodeClusterTest {

    @Test
    void podRunsAndIsReachedEveryWay(NodeCluster cluster, @TempDir Path folder) throws Exception {
        String namespace = cluster.newNamespace();
        cluster.apply(webServer(namespace, cluster.busybox()));
        awaitReady(cluster, namespace, "web");

        assertThat(stdout(cluster, "logs", "web", "-n", namespace)).isEqualTo("begun\n");
        assertThat(stdout(cluster, "exec", "web", "-n", namespace, "--", "echo", "from within"))
                .isEqualTo("from within\n");
        assertThat(cluster.run("exec", "web", "-n", namespace, "--", "sh", "-c", "exit 5"))
                .returns(5, KubectlResult::exitCode);
        assertThat(stdout(cluster, "describe", "pod", "web", "-n", namespace))
                .contains("Node:             " + cluster.node() + "/")
                .contains("Container image \"busybox:1\" already present on machine")
                .contains("Container started");
        assertThat(
                        stdout(
                                cluster,
                                "get",
                                "--raw",
                                "/api/v1/namespaces/%s/pods/web:8080/proxy/index.html"
                                        .formatted(namespace)))
                .isEqualTo("hello from the pod\n");

        Path file = Files.writeString(folder.resolve("file"), "copied\n");
        cluster.run("cp", file.toString(), namespace + "/web:/www/copied").orThrow();
        assertThat(forwarded(cluster, namespace, "/copied")).isEqualTo("copied\n");
    }

    private static String webServer(String namespace, String image) {
        return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: %s}
        spec:
          containers:
          - name: web
            image: %s
            imagePullPolicy: Never
            command: [sh, -c, 'echo begun; exec httpd -f -p 8080 -h /www']
            readinessProbe:
              httpGet: {path: /index.html, port: 8080}
              periodSeconds: 1
        """
                .formatted(namespace, image);
    }

    private static void awaitReady(NodeCluster cluster, String namespace, String pod) {
        cluster.run(
                        "wait",
                        "--for=condition=Ready",
                        "--timeout=120s",
                        "pod/" + pod,
                        "-n",
                        namespace)
                .orThrow();
    }

    private static String stdout(NodeCluster cluster, String... args) {
        return cluster.run(args).orThrow().stdout();
    }

    /** Reads a page of the pod through a port that the real kubectl forwards. */
    private static String forwarded(NodeCluster cluster, String namespace, String path)
            throws IOException, InterruptedException {
        Process process = kubectl(cluster, "port-forward", "pod/web", ":8080", "-n", namespace);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                HttpClient client = HttpClient.newHttpClient()) {
            String line = lines.readLine();
            assertThat(line).startsWith("Forwarding from 127.0.0.1:").endsWith(" -> 8080");
            String address = line.split(" ")[2];
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts the real kubectl as admin without waiting for its end. */
    private static Process kubectl(NodeCluster cluster, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(cluster.kubectl().toString());
        command.add("--kubeconfig=" + cluster.folder().resolve("admin.kubeconfig"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HOME", cluster.folder().toString());
        return builder.redirectErrorStream(true).start();
    }

    @Test
    void logIsFollowedUntilTheContainerEnds(NodeCluster cluster) throws Exception {
        String namespace = cluster.newNamespace();
        // the container goes on only when the test has read its first line
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: talker, namespace: %s}
                spec:
                  restartPolicy: Never
                  containers:
                  - name: main
                    image: %s
                    imagePullPolicy: Never
                    command: [sh, -c, 'echo first; until [ -e /tmp/go ]; do sleep 0.1; done; echo last']
                """
                        .formatted(namespace, cluster.busybox()));
        awaitReady(cluster, namespace, "talker");
        Process process = kubectl(cluster, "logs", "-f", "talker", "-n", namespace);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo("first");
            stdout(cluster, "exec", "talker", "-n", namespace, "--", "touch", "/tmp/go");
            assertThat(lines.readLine()).isEqualTo("last");
            assertThat(lines.readLine()).isNull();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void imageOfAFolderRunsItsEntrypointAsNobody(NodeCluster cluster, @TempDir Path root)
            throws Exception {
        Busybox.furnish(Busybox.find().orElseThrow(), root);
        Files.writeString(root.resolve("words"), "of this image\n");
        cluster.importImage("own-image:2", root, "/bin/sh", "-c", "id -u; cat /words");
        String namespace = cluster.newNamespace();
        cluster.run("create", "job", "once", "--image=own-image:2", "-n", namespace).orThrow();
        cluster.run(
                        "wait",
                        "--for=condition=Complete",
                        "--timeout=120s",
                        "job/once",
                        "-n",
                        namespace)
                .orThrow();
        assertThat(stdout(cluster, "logs", "job/once", "-n", namespace))
                .isEqualTo("65532\nof this image\n");
    }

    @Test
    void podReachesTheApiServerWithItsServiceAccount(NodeCluster cluster) {
        String namespace = cluster.newNamespace();
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: caller, namespace: %s}
                spec:
                  containers:
                  - name: main
                    image: %s
                    imagePullPolicy: Never
                    command: [sleep, "3600"]
                """
                        .formatted(namespace, cluster.busybox()));
        awaitReady(cluster, namespace, "caller");
        String folder = "/var/run/secrets/kubernetes.io/serviceaccount/";
        assertThat(
                        stdout(
                                cluster,
                                "exec",
                                "caller",
                                "-n",
                                namespace,
                                "--",
                                "cat",
                                folder + "namespace"))
                .isEqualTo(namespace);
        String plain = "http://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT/";
        KubectlResult answer =
                cluster.run(
                        "exec", "caller", "-n", namespace, "--", "sh", "-c", "wget -O- " + plain);
        assertThat(answer.stderr()).contains("400 Bad Request"); // it speaks TLS alone
    }
}
