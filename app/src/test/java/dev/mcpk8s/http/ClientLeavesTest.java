package dev.mcpk8s.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.client.RawConnection;
import dev.mcpk8s.error.ErrorCode;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command ends when nobody waits for its answer any more, and waits for a slow reader. */
class ClientLeavesTest {

    private static final long FLOOD = 200L * 1024 * 1024;
    private static final String HELD = "mcpk8s_answers_held_bytes ";

    private static Service service;

    @BeforeAll
    static void start() {
        service = new Service();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void forget() {
        service.commands().started.clear();
        service.commands().stopped.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "/tools/helm, sleep 600000",
        "/sse, helm sleep 600000",
        "/sse, helm lines 100000000 delay 5",
        "/sse, helm flood 100000000000"
    })
    void theCommandIsStopped(String path, String script) throws Exception {
        long left;
        try (RawConnection connection = service.connect()) {
            connection.ask(path, "{\"command\": \"" + script + "\"}");
            assertThat(service.commands().started.poll(30, TimeUnit.SECONDS)).isNotNull();
            left = System.nanoTime();
        }
        ScriptedCommands.Stopped stopped = service.commands().stopped.poll(30, TimeUnit.SECONDS);
        assertThat(stopped).isNotNull();
        assertThat(stopped.why()).isEqualTo(ErrorCode.CANCELLED);
        System.Logger log = System.getLogger(ClientLeavesTest.class.getName());
        log.log(
                System.Logger.Level.INFO,
                "{0} stopped after {1} ms",
                script,
                (stopped.nanoTime() - left) / 1_000_000);
    }

    /** The framework does not close an answer that it never began to write. */
    @Test
    void theMemoryOfAnAnswerThatNobodyTakesIsGivenBack() throws Exception {
        try (RawConnection connection = service.connect()) {
            connection.ask("/tools/helm", "{\"command\": \"flood 500000 linger\"}");
            awaitHeld(held -> held > 0);
        }
        assertThat(service.commands().stopped.poll(30, TimeUnit.SECONDS)).isNotNull();
        awaitHeld(held -> held == 0);
    }

    private static void awaitHeld(DoublePredicate expected) throws Exception {
        for (int i = 0; i < 600; i++) {
            double held =
                    service.get("/metrics")
                            .body()
                            .lines()
                            .filter(line -> line.startsWith(HELD))
                            .mapToDouble(line -> Double.parseDouble(line.substring(HELD.length())))
                            .findFirst()
                            .orElseThrow();
            if (expected.test(held)) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the memory that answers hold is not as expected");
    }

    @Test
    void aFinishedRequestLeavesNothingThatCouldStopTheNextOne() throws Exception {
        try (RawConnection connection = service.connect()) {
            for (int i = 0; i < 50; i++) {
                connection.ask("/tools/helm", "{\"command\": \"echo a\"}");
                assertThat(connection.read().status()).isEqualTo(200);
                connection.ask("/sse", "{\"command\": \"helm echo a\"}");
                assertThat(connection.read().body()).contains("\"status\":\"done\"");
            }
        }
        assertThat(service.run("echo a").statusCode()).isEqualTo(200);
        assertThat(service.commands().stopped).isEmpty();
    }

    @Test
    void aSlowReaderSlowsTheCommandAndGetsEverything() throws Exception {
        long before = heapInUse();
        try (RawConnection connection = service.connect()) {
            connection.ask("/sse?framing=bytes", "{\"command\": \"helm flood " + FLOOD + "\"}");
            assertThat(connection.readHead().status()).isEqualTo(200);
            Thread.sleep(1500);
            assertThat(heapInUse() - before).isLessThan(FLOOD / 4);
            assertThat(service.get("/metrics").body()).contains("mcpk8s_commands_running 1.0");

            long length = 0;
            byte[] last = new byte[0];
            for (byte[] chunk = connection.readChunk();
                    chunk.length > 0;
                    chunk = connection.readChunk()) {
                length += chunk.length;
                last = chunk;
            }
            assertThat(length).isGreaterThan(FLOOD / 3 * 4);
            assertThat(new String(last, StandardCharsets.UTF_8))
                    .endsWith("data: {\"status\":\"done\",\"exit_code\":0}\n\n");
        }
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
