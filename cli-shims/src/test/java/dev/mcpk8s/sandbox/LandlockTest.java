package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpk8s.sandbox.NetworkAccess.Reach;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each version of Landlock up to this kernel's, as older kernels have it. */
class LandlockTest {

    @Test
    void everyVersionTakesOurRules(@TempDir Path temp) throws Exception {
        Optional<CLibrary> found = CLibrary.find();
        assumeTrue(found.isPresent(), "not Linux, or a processor that is not known");
        CLibrary library = found.get();
        int newest = Landlock.of(library).version();
        assumeTrue(newest > 0, "this kernel has no Landlock");
        for (int version = 1; version <= newest; version++) {
            Landlock landlock = new Landlock(library, version);
            for (Reach reach : Reach.values()) {
                int rules = landlock.create(reach);
                landlock.allowPrograms(rules, Path.of("/usr"));
                landlock.allowReading(rules, Path.of("/etc/passwd"));
                landlock.allowWriting(rules, temp);
                landlock.allowWriting(rules, Path.of("/dev/null"));
                if (reach == Reach.PORTS && version >= Landlock.WITH_NETWORK) {
                    landlock.allowConnecting(rules, 443);
                }
                long[] call = library.words(SystemCall.LANDLOCK_RESTRICT_SELF, rules, 0);
                long[] allowed = library.words(SystemCall.PRCTL, 38, 1, 0, 0, 0);
                assertThat(RestrictedThread.run(library, List.of(allowed, call), null))
                        .as("version %d, %s", version, reach)
                        .isEqualTo(RestrictedThread.FINE);
                library.call(SystemCall.CLOSE, rules);
            }
        }
    }
}
