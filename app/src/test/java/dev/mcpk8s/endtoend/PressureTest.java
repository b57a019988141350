package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.testcluster.IsolatedCluster;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
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
