package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What containment leaves to programs and to the service. */
class ContainmentTest {

    private final Path temp;
    private final Attacker attacker;

    ContainmentTest(@TempDir Path temp) throws IOException {
        this.temp = temp;
        this.attacker = new Attacker(temp);
    }

    @AfterEach
    void close() {
        attacker.close();
    }

    @Test
    void whatRemainsWorks() throws Exception {
        Attacker.Outcome outcome =
                attacker.run(
                        attacker.contained(),
                        NetworkAccess.NOTHING,
                        "set -e; mkdir a b; echo x > a/f; mv a/f b/g; ln -s g b/l; cat b/l",
                        "echo y > /dev/null; head -c 3 /dev/urandom | wc -c",
                        "cat /etc/passwd > passwords; echo z | tee \"$TMPDIR/t\" \"$HOME/h\"",
                        "echo e >&2");
        assertThat(outcome).isEqualTo(new Attacker.Outcome(0, "x\n3\nz\ne\n"));
    }

    @Test
    void requiredMeansThatTheServiceDoesNotStartWithoutIt() throws Exception {
        SandboxSettings required =
                SandboxSettings.DEFAULT
                        .in(temp.resolve("required"))
                        .containing(ContainmentMode.REQUIRED);
        try (Sandbox sandbox = Sandbox.open(required)) {
            assertThat(sandbox.containment().suffice()).isTrue();
        } catch (IllegalStateException refused) {
            assertThat(attacker.contained().containment().suffice()).isFalse();
            assertThat(refused).hasMessageContaining("mcp-k8s.sandbox.containment");
        }
        assertThat(attacker.free().containment()).isEqualTo(ContainmentLayers.NONE);
    }

    /** The service's own threads keep every right, also those that were started meanwhile. */
    @Test
    void theServiceItselfKeepsItsRights() throws Exception {
        attacker.needsFiles();
        for (int i = 0; i < 20; i++) {
            assertThat(
                            attacker.run(attacker.contained(), NetworkAccess.NOTHING, "exit 0")
                                    .exitCode())
                    .isZero();
        }
        String usual = rights(Path.of("/proc/self"));
        assertThat(usual).contains("NoNewPrivs", "Seccomp", "CapEff");
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            assertThat(threads.map(ContainmentTest::rights)).containsOnly(usual);
        }
        assertThat(Files.readString(attacker.secret())).isEqualTo(Attacker.CANARY);
    }

    /** A thread that ends while it is looked at has the usual ones. */
    private static String rights(Path thread) {
        try {
            String status = Files.readString(thread.resolve("status"));
            return status.startsWith("Name:\tsandbox-start")
                    ? rights(Path.of("/proc/self"))
                    : status.lines()
                            .filter(line -> line.matches("(NoNew|Seccomp|Cap).*"))
                            .collect(Collectors.joining("\n"));
        } catch (IOException ended) {
            return rights(Path.of("/proc/self"));
        }
    }
}
