package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.testcluster.IsolatedCluster;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Many at once, and a cluster or a disk that fails under a command. */
@ExtendWith(TestClusterExtension.class)
class PressureTest {

    private static final int COMMANDS = 300;
    private static final int CLIENTS = 40;
    private static final int LARGE_OBJECTS = 20;
    private static final int LARGE_SIZE = 200_000;
    private static final String LARGE_LIST = "get configmaps -n default -l large=yes -o json";
    private static final String WHOLE_LIST =
            "get configmaps -n default -l large=yes -o jsonpath={.items}";

    @TempDir private Path folder;

    @Test
    void threeHundredCommandsForTwoClustersAreNotMixedUp(TestCluster first) throws Exception {
        try (IsolatedCluster second = IsolatedCluster.start();
                RunningService service = RunningService.start(folder, first.kubectl());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            first.apply(marker("cluster-one"));
            second.apply(marker("cluster-two"));
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < COMMANDS; i++) {
                String kubeconfig = i % 2 == 0 ? first.adminKubeconfig() : second.adminKubeconfig();
                // Every tenth as a program: ten of them take as long as all the others.
                String command =
                        i % 20 < 2
                                ? "annotate configmap marker a=b --dry-run=client -o yaml"
                                : "get configmap marker -o json";
                answers.add(threads.submit(() -> service.run(kubeconfig, command).body()));
            }
            for (int i = 0; i < COMMANDS; i++) {
                String own = i % 2 == 0 ? "cluster-one" : "cluster-two";
                String other = i % 2 == 0 ? "cluster-two" : "cluster-one";
                assertThat(answers.get(i).get()).contains(own).doesNotContain(other);
            }
        }
    }

    private static String marker(String text) {
        return "apiVersion: v1\nkind: ConfigMap\n"
                + "metadata: {name: marker, namespace: default}\n"
                + "data: {which: "
                + text
                + "}\n";
    }

    /** The service has 256 MiB of heap; what these forty ask for is more than that. */
    @Test
    void fortyClientsWhoNeverReadDoNotExhaustTheHeap(TestCluster cluster) throws Exception {
        for (int i = 0; i < LARGE_OBJECTS; i++) {
            cluster.apply(largeObject(i));
        }
        List<KeptConnection> clients = new ArrayList<>();
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            String kubeconfig = cluster.adminKubeconfig();
            String body = Kubeconfigs.body(LARGE_LIST, kubeconfig, Map.of("timeout", 120));
            String whole = Kubeconfigs.body(WHOLE_LIST, kubeconfig, Map.of("timeout", 120));
            for (int i = 0; i < CLIENTS; i++) {
                KeptConnection client = new KeptConnection(service.port());
                clients.add(client);
                String accept = i % 2 == 0 ? "text/event-stream" : "application/json";
                client.ask(
                        "/tools/kubectl", i % 4 < 3 ? body : whole, "Accept: " + accept + "\r\n");
            }
            for (int i = 0; i < 20; i++) {
                assertThat(service.run(kubeconfig, "get namespaces").body())
                        .contains("kube-system");
            }
            try (InputStream reader = service.stream(kubeconfig, LARGE_LIST)) {
                String answer = new String(reader.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer.length()).isGreaterThan(LARGE_OBJECTS * LARGE_SIZE);
                assertThat(answer).endsWith("{\"status\":\"done\",\"exit_code\":0}\n\n");
            }
            assertThat(service.log()).doesNotContain("OutOfMemory");
        } finally {
            for (KeptConnection client : clients) {
                client.close();
            }
            cluster.run("delete", "configmaps", "-l", "large=yes").orThrow();
        }
    }

    private static String largeObject(int number) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: large-"
                + number
                + "\n  namespace: default\n  labels: {large: 'yes'}\ndata:\n  text: "
                + "x".repeat(LARGE_SIZE)
                + "\n";
    }

    @Test
    void aClusterThatHangsEndsTheCommandAtItsTimeout() throws Exception {
        try (IsolatedCluster cluster = IsolatedCluster.start();
                RunningService service = RunningService.start(folder, cluster.kubectl())) {
            String kubeconfig = cluster.adminKubeconfig();
            assertThat(service.run(kubeconfig, "get namespaces").body()).contains("kube-system");
            cluster.pauseApiServer();
            for (String command : List.of("get namespaces", "label namespace default --list")) {
                assertThat(
                                service.post(
                                                "/tools/kubectl",
                                                Kubeconfigs.body(
                                                        command, kubeconfig, Map.of("timeout", 2)))
                                        .body())
                        .contains("\"exit_code\":124", "stopped after 2 seconds");
            }
            cluster.resumeApiServer();
            assertThat(service.run(kubeconfig, "get namespaces").body()).contains("kube-system");
        }
    }

    @Test
    void aSandboxThatCannotWriteSaysSo(TestCluster cluster) throws Exception {
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            Path sandbox = RunningService.sandbox(folder);
            removeTree(sandbox);
            Files.writeString(sandbox, "in the way");
            assertThat(
                            service.run(cluster.adminKubeconfig(), "label namespace default --list")
                                    .body())
                    .contains("the sandbox cannot write its private files");
            assertThat(service.run(cluster.adminKubeconfig(), "get namespaces").body())
                    .contains("kube-system");
        }
    }

    private static void removeTree(Path root) throws Exception {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = walk.toList();
        }
        for (Path path : all.reversed()) {
            Files.deleteIfExists(path);
        }
    }
}
