package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The drop-in command in the place of kubectl, in a shell, through a running service, on a real
 * cluster: what a script sees is what it sees with the real kubectl.
 */
@ExtendWith(TestClusterExtension.class)
class DropInTest {

    private static final Path RESOURCES = Path.of("src", "test", "resources", "dropin");

    /** Signals as a shell tells them in an exit code. */
    private static final int INTERRUPTED = 128 + 2;

    private static final int BROKEN_PIPE = 128 + 13;

    @TempDir private Path folder;
    private Path dropIn;

    @BeforeEach
    void build() throws Exception {
        Process build = new ProcessBuilder("../scripts/dropin-commands").inheritIO().start();
        assertThat(build.waitFor()).isZero();
        dropIn = Path.of("..", "cli-shims", "bin").toRealPath();
    }

    @Test
    void scriptsSeeWhatTheyAlwaysSaw(TestCluster cluster) throws Exception {
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            Shell real = shell(cluster, cluster.kubectl().getParent(), "real", "");
            Shell ours = shell(cluster, dropIn, "ours", address(service));
            List<String> differences = new ArrayList<>();
            for (String line : lines()) {
                Shell.Result expected = real.run(line);
                Shell.Result actual = ours.run(line);
                if (!actual.equals(expected)) {
                    differences.add(line + "\n  kubectl " + expected + "\n  ours    " + actual);
                }
            }
            assertThat(differences)
                    .as(
                            "%d of %d lines differ:\n%s",
                            differences.size(), lines().size(), String.join("\n", differences))
                    .isEmpty();
        }
    }

    @Test
    void thereAreAsManyLinesAsWePromise() throws IOException {
        assertThat(lines()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubectl get configmaps -w -o name", // by the real kubectl, until it is native
                "kubectl wait --for=delete configmap/kube-root-ca.crt --timeout=10m"
            })
    void anInterruptEndsTheCommandHereAndThere(String line, TestCluster cluster) throws Exception {
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            Shell shell = shell(cluster, dropIn, "ours", address(service));
            // A test run in the background ignores interrupts, and so would what it starts.
            Process process = shell.start("exec env --default-signal=INT " + line);
            await("it runs", () -> running(service) == 1);
            signal(process, "INT");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(process.exitValue()).isEqualTo(INTERRUPTED);
            await("it ended", () -> running(service) == 0);
            assertThat(service.programs(folder).stream().filter(DropInTest::isKubectl)).isEmpty();
        }
    }

    @Test
    void aReaderWhoHasEnoughEndsTheCommand(TestCluster cluster) throws Exception {
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            Shell shell = shell(cluster, dropIn, "ours", address(service));
            Shell.Result result =
                    shell.run(
                            "kubectl create configmap large --from-literal=a=$(head -c 100000"
                                    + " /dev/zero | tr '\\0' x) -o name; kubectl get configmaps"
                                    + " large large large large large large -o yaml | head -1;"
                                    + " echo ${PIPESTATUS[0]}");
            assertThat(result.stdout()).startsWith("configmap/large\napiVersion: v1\n");
            assertThat(result.stdout().strip()).endsWith("\n" + BROKEN_PIPE);
            await("it ended", () -> running(service) == 0);
        }
    }

    @Test
    void outputComesWhileTheCommandRuns(TestCluster cluster) throws Exception {
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            Shell shell = shell(cluster, dropIn, "ours", address(service));
            Process process = shell.start("exec kubectl get configmaps -w -o name");
            try (var lines = process.inputReader()) {
                assertThat(lines.readLine()).isEqualTo("configmap/kube-root-ca.crt");
                assertThat(process.isAlive()).isTrue();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void whatIsWrongIsSaidInOneSentence(TestCluster cluster) throws Exception {
        Shell shell = shell(cluster, dropIn, "ours", "http://127.0.0.1:1");
        Map<String, String> sentences =
                Map.of(
                        "kubectl get pods",
                        "error: the service at http://127.0.0.1:1 cannot be reached (MCP_K8S_URL"
                                + " says where it is): dial tcp 127.0.0.1:1: connect: connection"
                                + " refused\n",
                        "kubectl edit configmap x",
                        "error: kubectl edit needs an editor on this machine; run the real kubectl"
                                + " for it, or use patch, or apply what get -o yaml gave\n",
                        "helm list --kubeconfig /nowhere",
                        "Error: stat /nowhere: no such file or directory\n");
        for (Map.Entry<String, String> sentence : sentences.entrySet()) {
            assertThat(shell.run(sentence.getKey()))
                    .isEqualTo(new Shell.Result("", sentence.getValue(), 1));
        }
    }

    private static List<String> lines() throws IOException {
        try (Stream<String> lines = Files.lines(RESOURCES.resolve("lines.txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        }
    }

    private static String address(RunningService service) {
        return "http://localhost:" + service.port();
    }

    /** A namespace, a home and a copy of the files of its own; kubectl is what the folder has. */
    private Shell shell(TestCluster cluster, Path programs, String name, String address)
            throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        String namespace = cluster.newNamespace();
        String kubeconfig =
                cluster.adminKubeconfig().replaceAll("namespace: \\S+", "namespace: " + namespace);
        assertThat(kubeconfig).contains(namespace);
        Path files = home.resolve("files");
        copy(RESOURCES.resolve("files"), files);
        Path config = Files.writeString(home.resolve("config"), kubeconfig);
        String path = programs + ":" + System.getenv("PATH");
        return new Shell(
                files,
                Map.of(
                        "PATH",
                        path,
                        "HOME",
                        home.toString(),
                        "KUBECONFIG",
                        config.toString(),
                        "MCP_K8S_URL",
                        address),
                Map.of(namespace, "<namespace>", home.toString(), "<home>"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }

    private static void signal(Process process, String name) throws Exception {
        String pid = String.valueOf(process.pid());
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
    }

    private static boolean isKubectl(ProcessHandle program) {
        return program.info().command().orElse("").contains("kubectl");
    }

    private static int running(RunningService service) throws Exception {
        return service.get("/metrics")
                .lines()
                .filter(line -> line.startsWith("mcpk8s_commands_running "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 600 && !condition.call(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.call()).as(what).isTrue();
    }
}
