package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool that takes too much, by intent or by accident. */
class ResourceLimitsTest {

    private final Path temp;
    private final Attacker attacker;

    ResourceLimitsTest(@TempDir Path temp) throws IOException {
        this.temp = temp;
        this.attacker = new Attacker(temp);
    }

    @AfterEach
    void close() {
        attacker.close();
    }

    @Test
    void itLeavesNoCoreAndWritesNoHugeFile() throws Exception {
        for (Sandbox sandbox : List.of(attacker.contained(), attacker.free())) {
            Attacker.Outcome core = attacker.run(sandbox, NetworkAccess.NOTHING, "ulimit -c");
            assertThat(core.output()).isEqualTo("0\n");
        }
        String huge = "head -c 2000000 /dev/zero > huge";
        assertThat(attacker.run(attacker.contained(), NetworkAccess.NOTHING, huge).exitCode())
                .isZero();
        try (Sandbox small = Sandbox.open(limited(1_000_000, 0, 0))) {
            assertThat(attacker.run(small, NetworkAccess.NOTHING, huge).exitCode()).isNotZero();
        }
    }

    @Test
    void itTakesNoMoreMemoryThanItMay() throws Exception {
        assumeTrue(Files.isExecutable(Attacker.PERL), "no perl here");
        String greedy = "exec perl -e '$x = \"x\" x 200_000_000; exit 0'";
        assertThat(attacker.run(attacker.contained(), NetworkAccess.NOTHING, greedy).exitCode())
                .isZero();
        try (Sandbox small = Sandbox.open(limited(0, 100_000_000, 0))) {
            assertThat(attacker.run(small, NetworkAccess.NOTHING, greedy).exitCode()).isNotZero();
        }
    }

    /** Without a control group; with one root is held, too: {@link CgroupTest}. */
    @Test
    void itStartsNoMoreProcessesThanItMay() throws Exception {
        assumeFalse(Attacker.ROOT, "the kernel lets root start as many as it likes");
        String bomb = "i=0; while [ $i -lt 400 ]; do sleep 600 & i=$((i+1)); done; exit 0";
        assertThat(attacker.run(attacker.contained(), NetworkAccess.NOTHING, bomb).exitCode())
                .isZero();
        try (Sandbox small = Sandbox.open(limited(0, 0, 300))) {
            assertThat(attacker.run(small, NetworkAccess.NOTHING, bomb).exitCode()).isNotZero();
        }
    }

    private SandboxSettings limited(long file, long memory, int processes) {
        SandboxSettings usual = SandboxSettings.DEFAULT;
        return new SandboxSettings(
                temp.resolve("base"),
                usual.maximumConcurrent(),
                usual.maximumQueue(),
                usual.maximumWait(),
                usual.maximumOutput(),
                usual.maximumFiles(),
                usual.maximumFileBytes(),
                file,
                memory,
                processes,
                usual.maximumTasks(),
                false,
                ContainmentMode.PREFERRED);
    }
}
