package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.testcluster.IsolatedCluster;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killing the client, the service or the API server in the middle of a command leaves no process,
 * no file and no thread behind. Real processes, real signals, a real API server.
 */
@ExtendWith(TestClusterExtension.class)
class LeftoversTest {

    /** Runs as a kubectl process until somebody ends it. */
    private static final String SANDBOXED = RunningService.SANDBOXED_WATCH;

    @TempDir private Path folder;

    @Test
    void aReaderWhoLeavesEndsTheProgramAndItsFiles(TestCluster cluster) throws Exception {
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            InputStream stream = service.stream(cluster.adminKubeconfig(), SANDBOXED);
            awaitLine(stream, "kube-root-ca.crt");
            assertThat(service.programs(folder)).isNotEmpty();
            stream.close();
            await("no program is left", () -> programsOf(service).isEmpty());
            await("no file is left", () -> privateFolders().isEmpty());
        }
    }

    @Test
    void aKilledServiceLeavesNoProgramAndTheNextStartNoFile(TestCluster cluster) throws Exception {
        RunningService killed = RunningService.start(folder, cluster.kubectl());
        try (killed;
                InputStream stream = killed.stream(cluster.adminKubeconfig(), SANDBOXED)) {
            awaitLine(stream, "kube-root-ca.crt");
            killed.kill();
            await("no program is left", () -> killed.programs(folder).isEmpty());
        }
        try (RunningService next = RunningService.start(folder, cluster.kubectl())) {
            assertThat(next.run(cluster.adminKubeconfig(), "config current-context").statusCode())
                    .isEqualTo(200);
            await("no file is left", () -> privateFolders().isEmpty());
        }
    }

    @Test
    void aServiceToldToStopEndsItsStreamsAndGoes(TestCluster cluster) throws Exception {
        try (RunningService service = RunningService.start(folder, cluster.kubectl());
                InputStream stream = service.stream(cluster.adminKubeconfig(), SANDBOXED)) {
            BufferedReader lines = awaitLine(stream, "kube-root-ca.crt");
            assertThat(service.terminate(20)).as("it ends").isTrue();
            assertThat(lastLine(lines)).contains("\"status\":\"error\"", "shutting_down");
            assertThat(service.programs(folder)).isEmpty();
            assertThat(privateFolders()).isEmpty();
        }
    }

    @Test
    void anApiServerThatDiesEndsTheCommandsThatSpeakToIt() throws Exception {
        try (IsolatedCluster cluster = IsolatedCluster.start();
                RunningService service = RunningService.start(folder, cluster.kubectl())) {
            String kubeconfig = cluster.adminKubeconfig();
            assertThat(service.run(kubeconfig, "get namespaces").body()).contains("kube-system");
            cluster.pauseApiServer();
            InputStream hanging = service.stream(kubeconfig, "get namespaces");
            cluster.stopApiServer();
            assertThat(lastLine(reader(hanging))).contains("\"status\":\"done\",\"exit_code\":1");
            cluster.startApiServer();
            assertThat(service.run(kubeconfig, "get namespaces").body()).contains("kube-system");
        }
    }

    @Test
    void commandsThatAreLeftKeepNoThread(TestCluster cluster) throws Exception {
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            service.stream(cluster.adminKubeconfig(), SANDBOXED).close();
            await("warm and idle", () -> programsOf(service).isEmpty());
            double before = threads(service);
            for (int i = 0; i < 15; i++) {
                InputStream stream = service.stream(cluster.adminKubeconfig(), SANDBOXED);
                assertThat(stream.read()).isPositive();
                stream.close();
            }
            await("no program is left", () -> programsOf(service).isEmpty());
            await("no thread is left", () -> threads(service) <= before + 3);
        }
    }

    private List<ProcessHandle> programsOf(RunningService service) {
        return service.programs(folder).stream()
                .filter(program -> program.info().command().orElse("").contains("kubectl"))
                .toList();
    }

    private static double threads(RunningService service) throws Exception {
        return service.get("/metrics")
                .lines()
                .filter(line -> line.startsWith("jvm_threads_live_threads "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    /** What the runs of a service have left in the sandbox's folder, its own housekeeping apart. */
    private List<Path> privateFolders() throws IOException {
        Path sandbox = RunningService.sandbox(folder);
        if (!Files.exists(sandbox)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(sandbox)) {
            return all.filter(path -> path.getFileName().toString().equals("kubeconfig")).toList();
        }
    }

    private static BufferedReader awaitLine(InputStream stream, String text) throws IOException {
        BufferedReader lines = reader(stream);
        String line = lines.readLine();
        while (line != null && !line.contains(text)) {
            line = lines.readLine();
        }
        assertThat(line).as("the stream says " + text).isNotNull();
        return lines;
    }

    private static String lastLine(BufferedReader lines) throws IOException {
        String last = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            last = line.isEmpty() ? last : line;
        }
        return last;
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** Generous: a slow machine is not a failure, a leftover is. */
    private static void await(String what, Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 300; i++) {
            if (condition.call()) {
                return;
            }
            Thread.sleep(100);
        }
        assertThat(condition.call()).as(what).isTrue();
    }
}
