package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the service finds its own control group, from what machines of many kinds show. */
class OwnCgroupTest {

    private static final String UNIFIED =
            "35 24 0:30 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate";
    private static final String HYBRID =
            "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw";
    private static final String FIRST_VERSION =
            "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory";
    private static final String HOST_PATHS =
            "700 690 0:30 /docker/abc /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw";

    @Test
    void aUnitOfSystemdIsBelowTheMountPoint() {
        assertThat(OwnCgroup.find(List.of(UNIFIED), List.of("0::/system.slice/mcp.service")))
                .contains(new OwnCgroup(Path.of("/sys/fs/cgroup/system.slice/mcp.service"), false));
    }

    @Test
    void aMachineWithBothVersionsHasTheSecondInAFolderOfItsOwn() {
        assertThat(
                        OwnCgroup.find(
                                List.of(FIRST_VERSION, HYBRID),
                                List.of("4:memory:/other", "1:name=systemd:/", "0::/")))
                .contains(new OwnCgroup(Path.of("/sys/fs/cgroup/unified"), true));
    }

    @Test
    void aContainerSeesItsOwnAsTheTop() {
        assertThat(OwnCgroup.find(List.of(UNIFIED), List.of("0::/")))
                .contains(new OwnCgroup(Path.of("/sys/fs/cgroup"), true));
        assertThat(OwnCgroup.find(List.of(HOST_PATHS), List.of("0::/docker/abc")))
                .contains(new OwnCgroup(Path.of("/sys/fs/cgroup"), true));
        assertThat(OwnCgroup.find(List.of(HOST_PATHS), List.of("0::/docker/abc/x")))
                .contains(new OwnCgroup(Path.of("/sys/fs/cgroup/x"), false));
    }

    @Test
    void whatCannotBeSeenIsNotThere() {
        assertThat(OwnCgroup.find(List.of(HOST_PATHS), List.of("0::/docker/abcd"))).isEmpty();
        assertThat(OwnCgroup.find(List.of(UNIFIED), List.of("0::/../other"))).isEmpty();
        assertThat(OwnCgroup.find(List.of(UNIFIED), List.of("4:memory:/"))).isEmpty();
        assertThat(OwnCgroup.find(List.of(FIRST_VERSION), List.of("0::/"))).isEmpty();
    }

    @Test
    void oneThatCannotBeWrittenIsNotUsed(@TempDir Path temp) throws IOException {
        OwnCgroup group = new OwnCgroup(temp, true);
        assertThat(group.objection())
                .hasValueSatisfying(why -> assertThat(why).contains("written"));
        Files.createFile(temp.resolve("cgroup.procs"));
        assertThat(group.objection()).isEmpty();
        Assumptions.assumeFalse(Attacker.ROOT, "root may write what is read-only");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("r-x------"));
        assertThat(group.objection()).isPresent();
    }
}
