package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.client.RawConnection;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Readers who take their time: the commands wait for them, what they were not sent yet stays with
 * the API server, and nobody else notices. The service has 256 MiB of heap.
 */
@ExtendWith(TestClusterExtension.class)
class SlowReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OBJECTS = 30;
    private static final int FEW = 8;
    private static final int SIZE = 900_000;

    /** Together they ask for more than the whole heap. */
    private static final int READERS = 12;

    private static final String RUNNING = "mcpk8s_commands_running ";
    private static final String HELD = "mcpk8s_answers_held_bytes ";

    private static final String LARGE = "large=yes";

    private static String namespace;

    @TempDir private Path folder;

    @BeforeAll
    static void fill(TestCluster cluster) {
        namespace = cluster.newNamespace();
        StringBuilder manifests = new StringBuilder();
        for (int i = 0; i < OBJECTS; i++) {
            manifests
                    .append("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: large-")
                    .append(i)
                    .append(", labels: {large: 'yes', few: '")
                    .append(i < FEW ? "yes" : "no")
                    .append("'}}\ndata:\n  text: ")
                    .repeat("x", SIZE)
                    .append('\n');
        }
        cluster.runWithInput(manifests.toString(), "create", "-n", namespace, "-f", "-").orThrow();
    }

    @ParameterizedTest
    @CsvSource({"/sse, kubectl", "/tools/kubectl, ''"})
    void aStreamWaitsForItsReader(String path, String tool, TestCluster cluster) throws Exception {
        List<RawConnection> readers = new ArrayList<>();
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            for (int i = 0; i < READERS; i++) {
                RawConnection reader = new RawConnection(service.port());
                readers.add(reader);
                reader.ask(path, request(tool, LARGE, cluster), "Accept: text/event-stream\r\n");
                assertThat(reader.readHead().status()).isEqualTo(200);
                assertThat(text(reader.readChunk())).contains("\"status\":\"started\"");
            }
            assertOthersAreServed(service, cluster);
            assertThat(metric(service, RUNNING)).as("they wait").isEqualTo(READERS);
            assertThat(metric(service, HELD)).isLessThanOrEqualTo(256 * 1024 * 1024 / 4.0);

            RawConnection patient = readers.removeFirst();
            try (patient) {
                assertThat(readSlowly(patient)).isGreaterThan((long) OBJECTS * SIZE);
            }
            leave(readers, service);
            await("what they held is given back", () -> metric(service, HELD) == 0);
            assertThat(service.log()).doesNotContain("OutOfMemory");
        } finally {
            readers.forEach(RawConnection::close);
        }
    }

    @Test
    void aBufferedAnswerIsKeptForItsReader(TestCluster cluster) throws Exception {
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            try (RawConnection reader = new RawConnection(service.port())) {
                reader.ask("/tools/kubectl", request("", "few=yes", cluster));
                await("the command is done", () -> isIdleAndHolds(service));
                assertOthersAreServed(service, cluster);
                assertThat(metric(service, HELD)).isPositive();

                JsonNode answer = reader.read().json();
                assertThat(JSON.readTree(answer.path("output").asText()).path("items"))
                        .hasSize(FEW);
                await("what it held is given back", () -> metric(service, HELD) == 0);
            }
            try (RawConnection reader = new RawConnection(service.port())) {
                reader.ask("/tools/kubectl", request("", "few=yes", cluster));
                await("the command is done", () -> isIdleAndHolds(service));
            }
            await("what it held is given back too", () -> metric(service, HELD) == 0);
        }
    }

    private static boolean isIdleAndHolds(RunningService service) throws Exception {
        return metric(service, RUNNING) == 0 && metric(service, HELD) > 0;
    }

    private static void leave(List<RawConnection> readers, RunningService service)
            throws Exception {
        long left = System.nanoTime();
        readers.forEach(RawConnection::close);
        await("their commands are ended", () -> metric(service, RUNNING) == 0);
        System.getLogger(SlowReaderTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0} commands ended {1} ms after their readers left",
                        readers.size(),
                        (System.nanoTime() - left) / 1_000_000);
    }

    private static String request(String tool, String selector, TestCluster cluster) {
        String command = tool + " get configmaps -o json -n " + namespace + " -l " + selector;
        return Kubeconfigs.body(command.strip(), cluster.adminKubeconfig());
    }

    private static void assertOthersAreServed(RunningService service, TestCluster cluster)
            throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(service.run(cluster.adminKubeconfig(), "get namespaces").body())
                    .contains("kube-system");
        }
    }

    /** With a pause now and then; the number of bytes. */
    private static long readSlowly(RawConnection reader) throws Exception {
        long length = 0;
        String last = "";
        int chunks = 0;
        for (byte[] chunk = reader.readChunk(); chunk.length > 0; chunk = reader.readChunk()) {
            length += chunk.length;
            last = text(chunk);
            if (++chunks % 20 == 0) {
                Thread.sleep(10);
            }
        }
        assertThat(last).endsWith("{\"status\":\"done\",\"exit_code\":0}\n\n");
        return length;
    }

    private static String text(byte[] chunk) {
        return new String(chunk, StandardCharsets.UTF_8);
    }

    private static double metric(RunningService service, String name) throws Exception {
        return service.get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    /** Generous: a slow machine is not a failure. */
    private static void await(String what, Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 600; i++) {
            if (condition.call()) {
                return;
            }
            Thread.sleep(50);
        }
        assertThat(condition.call()).as(what).isTrue();
    }
}
