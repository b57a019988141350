package dev.mcpk8s.testcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestClusterExtension.class)
class TestClusterTest {

    /** How long a test waits for what must happen; it says nothing about speed. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyKindOfCredentialsWorksWithTheRealKubectl(TestCluster cluster) {
        assertThat(cluster.run("version").orThrow().stdout())
                .contains("Client Version: v1.36.2")
                .contains("Server Version: v1.36.");
        assertThat(whoAmI(cluster, cluster.adminKubeconfig())).isEqualTo("testcluster-admin");
        assertThat(whoAmI(cluster, cluster.clientCertificateKubeconfig())).isEqualTo("client-cert");
        assertThat(whoAmI(cluster, cluster.rsaClientCertificateKubeconfig()))
                .isEqualTo("client-cert-rsa");
        for (String admin :
                List.of(
                        cluster.clientCertificateKubeconfig(),
                        cluster.rsaClientCertificateKubeconfig())) {
            assertThat(cluster.runWith(admin, "get", "secrets", "-A").exitCode()).isZero();
        }
    }

    private static String whoAmI(TestCluster cluster, String kubeconfig) {
        return cluster.runWith(
                        kubeconfig, "auth", "whoami", "-o", "jsonpath={.status.userInfo.username}")
                .orThrow()
                .stdout();
    }

    @Test
    void credentialsLieInTheKubeconfigsThemselves(TestCluster cluster) {
        assertThat(cluster.clientCertificateKubeconfig()).contains("client-certificate-data:");
        assertThat(cluster.rsaClientCertificateKubeconfig()).contains("client-key-data:");
        assertThat(
                        Stream.of(
                                cluster.adminKubeconfig(),
                                cluster.limitedKubeconfig(),
                                cluster.wrongCaKubeconfig(),
                                cluster.expiredCertificateKubeconfig()))
                .allSatisfy(
                        text ->
                                assertThat(text)
                                        .contains("server: " + cluster.server())
                                        .contains("certificate-authority-data:")
                                        .doesNotContain(cluster.folder().toString()));
    }

    @Test
    void limitedUserMayReadPodsInOneNamespaceOnly(TestCluster cluster) {
        String limited = cluster.limitedKubeconfig();
        assertThat(cluster.runWith(limited, "get", "pods,configmaps").exitCode()).isZero();
        KubectlResult secrets = cluster.runWith(limited, "get", "secrets");
        assertThat(secrets.exitCode()).isEqualTo(1);
        assertThat(secrets.stderr())
                .contains("Error from server (Forbidden)")
                .contains("cannot list resource \"secrets\"");
        assertThat(cluster.runWith(limited, "get", "pods", "-n", "default").stderr())
                .contains("Forbidden");
        assertThat(cluster.runWith(limited, "delete", "configmap", "kube-root-ca.crt").stderr())
                .contains("Forbidden");
    }

    @Test
    void brokenCredentialsAreRefused(TestCluster cluster) {
        KubectlResult expired =
                cluster.runWith(cluster.expiredCertificateKubeconfig(), "get", "pods");
        assertThat(expired.exitCode()).isEqualTo(1);
        assertThat(expired.stderr()).contains("You must be logged in to the server");
        KubectlResult wrongCa = cluster.runWith(cluster.wrongCaKubeconfig(), "get", "pods");
        assertThat(wrongCa.exitCode()).isEqualTo(1);
        assertThat(wrongCa.stderr()).contains("certificate signed by unknown authority");
    }

    @Test
    void testsShareOneClusterAndHaveTheirOwnNamespaces(TestCluster cluster) {
        assertThat(TestCluster.shared()).isSameAs(cluster);
        String namespace = cluster.newNamespace();
        assertThat(cluster.newNamespace()).isNotEqualTo(namespace);
        cluster.apply(
                """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: %s},
                 spec: {replicas: 2, selector: {matchLabels: {app: web}},
                        template: {metadata: {labels: {app: web}},
                                   spec: {containers: [{name: web, image: nothing}]}}}}
                """
                        .formatted(namespace));
        KubectlResult wait =
                cluster.run(
                        "wait",
                        "-n",
                        namespace,
                        "--for=jsonpath={.status.replicas}=2",
                        "--timeout=120s",
                        "deployment/web");
        assertThat(wait.exitCode()).as("the controllers run: %s", wait.stderr()).isZero();
        assertThatThrownBy(() -> cluster.apply("kind: Nonsense"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void clustersSideBySideAreIndependent(TestCluster shared, IsolatedCluster own) {
        assertThat(own.server()).isNotEqualTo(shared.server());
        own.run("create", "namespace", "only-here").orThrow();
        assertThat(shared.run("get", "namespace", "only-here").stderr()).contains("NotFound");
        assertThat(
                        shared.runWith(own.adminKubeconfig(), "get", "namespace", "only-here")
                                .exitCode())
                .isZero();

        own.pauseApiServer();
        assertThat(own.run("get", "namespaces", "--request-timeout=1s").exitCode()).isEqualTo(1);
        own.resumeApiServer();
        own.stopApiServer();
        assertThat(own.run("get", "namespaces").stderr()).contains("refused");
        assertThatThrownBy(own::stopApiServer).hasMessageContaining("stopped already");
        assertThat(shared.run("get", "namespaces").exitCode()).isZero();
        own.startApiServer();
        assertThat(own.run("get", "namespace", "only-here").exitCode()).isZero();

        own.close();
        assertThat(own.processes().values()).allMatch(TestClusterTest::gone);
        assertThat(own.folder()).doesNotExist();
    }

    @Test
    void killedLauncherTakesEveryProgramAlong() throws Exception {
        try (IsolatedCluster cluster = IsolatedCluster.start()) {
            assertThat(cluster.processes()).hasSize(3);
            cluster.launcherProcess().destroyForcibly();
            awaitGone(List.copyOf(cluster.processes().values()));
            assertThatThrownBy(cluster::stopApiServer)
                    .hasMessageContaining("the test cluster ended");
        }
    }

    @Test
    void killedTestRunTakesItsClusterAlong() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process run =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                ClusterHolder.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader output = run.inputReader(StandardCharsets.UTF_8)) {
            List<Long> pids = Stream.of(output.readLine().split(" ")).map(Long::valueOf).toList();
            Path folder = Path.of(output.readLine());
            assertThat(pids).hasSize(4).noneMatch(TestClusterTest::gone);
            run.destroyForcibly();
            awaitGone(pids);
            assertThat(folder).doesNotExist();
        } finally {
            run.destroyForcibly();
        }
    }

    @Test
    void missingGoFailsWithWordsThatHelp(@TempDir Path path) throws Exception {
        for (String program : List.of("bash", "dirname")) {
            Files.createSymbolicLink(path.resolve(program), onPath(program));
        }
        assertThatThrownBy(() -> Launcher.start(Map.of("PATH", path.toString())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing: Go 1.26 or newer");
    }

    private static Path onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /**
     * A test run that is killed in the middle: it says which processes its cluster has, and stays.
     */
    static final class ClusterHolder {
        public static void main(String[] args) throws Exception {
            TestCluster cluster = TestCluster.shared();
            StringBuilder pids = new StringBuilder().append(cluster.launcherProcess().pid());
            cluster.processes().values().forEach(pid -> pids.append(' ').append(pid));
            System.out.println(pids);
            System.out.println(cluster.folder());
            Thread.sleep(Duration.ofHours(1));
        }
    }

    private static void awaitGone(List<Long> pids) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!pids.stream().allMatch(TestClusterTest::gone) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(pids).as("processes that still run").allMatch(TestClusterTest::gone);
    }

    /** Ended; a zombie, which only waits for its parent to look, has ended too. */
    private static boolean gone(long pid) {
        if (ProcessHandle.of(pid).isEmpty()) {
            return true;
        }
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "stat")).contains(") Z ");
        } catch (IOException e) {
            return ProcessHandle.of(pid).isEmpty();
        }
    }
}
