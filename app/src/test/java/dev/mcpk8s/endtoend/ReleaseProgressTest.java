package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is told of a release while helm waits for it, on a real API server. A script plays a helm
 * that waits in vain; its record of the release lies in the cluster as helm would have left it.
 */
@ExtendWith(TestClusterExtension.class)
class ReleaseProgressTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEPLOYMENT =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: shop}
            spec:
              replicas: 2
              selector: {matchLabels: {app: shop}}
              template:
                metadata: {labels: {app: shop}}
                spec: {containers: [{name: main, image: "registry.invalid/web:1"}]}
            """;
    private static final String CLAIM =
            """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: disk}
            spec:
              storageClassName: ""
              accessModes: [ReadWriteOnce]
              resources: {requests: {storage: 1Gi}}
            """;

    @TempDir private Path folder;

    /** Waits until the test says that it was long enough. */
    private Path helm(int exitCode) throws Exception {
        Path helm =
                Files.writeString(
                        folder.resolve("helm"),
                        """
                        #!/bin/sh
                        PATH=/usr/bin:/bin
                        while [ ! -e %s ]; do sleep 0.2; done
                        echo 'Error: waited in vain' >&2
                        exit %d
                        """
                                .formatted(enough(), exitCode));
        Files.setPosixFilePermissions(helm, PosixFilePermissions.fromString("rwx------"));
        return helm;
    }

    private Path enough() {
        return folder.resolve("enough");
    }

    private RunningService service(TestCluster cluster, Path helm) throws Exception {
        return RunningService.start(
                folder, cluster.kubectl(), Map.of("MCP_K8S_TOOLS_HELM", helm.toString()));
    }

    /** What a command writes to standard error, with its end; a line at a time. */
    private static final class Told implements AutoCloseable {

        private final BufferedReader lines;
        private final StringBuilder text = new StringBuilder();

        Told(RunningService service, String kubeconfig, String command, Map<String, ?> more)
                throws Exception {
            String body = Kubeconfigs.body("helm " + command, kubeconfig, more);
            lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    service.postStream(body), StandardCharsets.UTF_8));
        }

        /** Reads until a line has this in it. */
        Told until(String expected) throws IOException {
            String line = "";
            while (!line.contains(expected)) {
                line = lines.readLine();
                assertThat(line).as("after: " + text).isNotNull();
                if (line.startsWith("data: ")) {
                    text.append(line.substring("data: ".length())).append('\n');
                }
            }
            return this;
        }

        String toTheEnd() throws IOException {
            return until("exit_code").text.toString();
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private static Told tell(
            RunningService service, TestCluster cluster, String command, Map<String, ?> more)
            throws Exception {
        return new Told(service, cluster.adminKubeconfig(), command, more);
    }

    /** A release as helm notes it: JSON, compressed, base64 in the base64 of the Secret. */
    private static String record(String namespace, String state) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            Map<String, Object> release =
                    Map.of(
                            "name",
                            "shop",
                            "manifest",
                            "---\n# Source: a\n" + DEPLOYMENT + "---\n" + CLAIM);
            out.write(JSON.writeValueAsBytes(release));
        }
        byte[] once = Base64.getEncoder().encode(packed.toByteArray());
        return """
                apiVersion: v1
                kind: Secret
                type: helm.sh/release.v1
                metadata:
                  name: sh.helm.release.v1.shop.v1
                  namespace: %s
                  labels: {owner: helm, name: shop, status: %s, version: "1"}
                data: {release: %s}
                """
                .formatted(namespace, state, Base64.getEncoder().encodeToString(once));
    }

    private static String prepared(TestCluster cluster, String state) throws Exception {
        String namespace = cluster.newNamespace();
        cluster.apply(record(namespace, state));
        for (String object : new String[] {DEPLOYMENT, CLAIM}) {
            cluster.runWithInput(object, "apply", "-n", namespace, "-f", "-").orThrow();
        }
        cluster.run(
                        "wait",
                        "deployment/shop",
                        "-n",
                        namespace,
                        "--for=jsonpath={.status.unavailableReplicas}=2",
                        "--timeout=60s")
                .orThrow();
        return namespace;
    }

    @Test
    void whoWaitsSeesWhatForAndInTheEndWhatWasMissing(TestCluster cluster) throws Exception {
        String namespace = prepared(cluster, "pending-install");
        Map<String, String> field = Map.of("namespace", namespace);
        try (RunningService service = service(cluster, helm(1))) {
            try (Told told = tell(service, cluster, "install shop web --wait", field)) {
                told.until("progress: deployment/shop: 0 of 2 updated replicas are available")
                        .until("progress: pod/shop-")
                        .until("progress: persistentvolumeclaim/disk: Pending");
                Files.createFile(enough());
                String text = told.toTheEnd();
                assertThat(text)
                        .contains(
                                "Error: waited in vain\nnot ready in the end:\n  deployment/shop: ")
                        .contains("\"exit_code\":1");
                // told once, and once more in the end
                assertThat(text.split("persistentvolumeclaim/disk: Pending", -1)).hasSize(3);
            }
            for (String over : List.of("install shop web --dry-run=client", "upgrade other web")) {
                try (Told told = tell(service, cluster, over, field)) {
                    assertThat(told.toTheEnd()).doesNotContain("progress", "not ready");
                }
            }
            Map<String, ?> off = Map.of("namespace", namespace, "progress", false);
            try (Told told = tell(service, cluster, "install shop web --wait", off)) {
                assertThat(told.toTheEnd()).doesNotContain("progress", "not ready");
            }
        }
    }

    @Test
    void theTimeThatRanOutIsExplained(TestCluster cluster) throws Exception {
        String namespace = prepared(cluster, "pending-upgrade");
        Map<String, ?> fields = Map.of("namespace", namespace, "timeout", 40);
        try (RunningService service = service(cluster, helm(0));
                Told told = tell(service, cluster, "upgrade shop web --wait", fields)) {
            assertThat(told.toTheEnd())
                    .contains("not ready in the end:\n  deployment/shop: ")
                    .contains("\"status\":\"timeout\"");
        }
    }

    @Test
    void whoMayNotReadSecretsIsToldAndNotHindered(TestCluster cluster) throws Exception {
        try (RunningService service = service(cluster, helm(0));
                Told told =
                        new Told(
                                service,
                                cluster.limitedKubeconfig(),
                                "install shop web -n limited-ns",
                                Map.of())) {
            told.until("progress: cannot be told: ");
            Files.createFile(enough());
            assertThat(told.toTheEnd()).contains("forbidden").contains("\"exit_code\":0");
        }
    }

    @Test
    void aReleaseThatBecomesReadyIsTold(TestCluster cluster) throws Exception {
        String namespace = prepared(cluster, "pending-rollback");
        try (RunningService service = service(cluster, helm(0));
                Told told =
                        tell(
                                service,
                                cluster,
                                "rollback shop 1 --wait -n " + namespace,
                                Map.of())) {
            told.until("progress: deployment/shop: 0 of 2 updated");
            cluster.run("scale", "deployment/shop", "--replicas=0", "-n", namespace).orThrow();
            told.until("progress: deployment/shop: ready");
            Files.createFile(enough());
            assertThat(told.toTheEnd()).doesNotContain("not ready in the end");
        }
    }
}
