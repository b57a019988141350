package dev.mcpk8s.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Optional;

/**
 * The control group (version 2) that this process is in. Whether it may be given children is asked
 * by the rules of systemd's CGROUP_DELEGATION.md: a tree has one manager, and a process makes
 * groups only below what was delegated to it.
 *
 * @param folder the group as a folder
 * @param top whether nothing above it can be seen: a machine without a manager of groups, or a
 *     container's own view
 */
record OwnCgroup(Path folder, boolean top) {

    /** There only while systemd runs the machine: sd_booted(3). */
    private static final Path SYSTEMD = Path.of("/run/systemd/system");

    /** In /proc/self/mountinfo: the root and the mount point; the type follows a lone dash. */
    private static final int ROOT = 3;

    private static final int MOUNT_POINT = 4;

    /** Empty where there are none, or this process's cannot be seen. */
    static Optional<OwnCgroup> find() {
        try {
            return find(
                    Files.readAllLines(Path.of("/proc/self/mountinfo")),
                    Files.readAllLines(Path.of("/proc/self/cgroup")));
        } catch (IOException noProc) {
            return Optional.empty();
        }
    }

    /**
     * @param mounts lines of {@code /proc/self/mountinfo}
     * @param memberships lines of {@code /proc/self/cgroup}
     */
    static Optional<OwnCgroup> find(List<String> mounts, List<String> memberships) {
        Optional<String> path =
                memberships.stream()
                        .filter(line -> line.startsWith("0::/"))
                        .map(line -> line.substring("0::".length()))
                        .findFirst();
        return mounts.stream()
                .filter(line -> line.contains(" - cgroup2 "))
                .map(line -> line.split(" ", -1))
                .flatMap(mount -> path.stream().flatMap(own -> below(mount, own).stream()))
                .findFirst();
    }

    private static Optional<OwnCgroup> below(String[] mount, String path) {
        String root = mount[ROOT].equals("/") ? "" : mount[ROOT];
        boolean visible = path.equals(root) || path.startsWith(root + "/");
        String rest = visible ? path.substring(root.length()) : "/..";
        if (rest.startsWith("/..")) {
            return Optional.empty();
        }
        Path top = Path.of(mount[MOUNT_POINT]);
        Path folder = top.resolve(rest.isEmpty() ? "" : rest.substring(1));
        return Optional.of(new OwnCgroup(folder, folder.equals(top)));
    }

    /** Why it may have no children; empty when it may. */
    Optional<String> objection() {
        if (!Files.isWritable(folder) || !Files.isWritable(folder.resolve("cgroup.procs"))) {
            return Optional.of("the service's control group cannot be written");
        }
        if (!top && Files.exists(SYSTEMD) && !delegated()) {
            return Optional.of("systemd has not delegated the service's control group");
        }
        return Optional.empty();
    }

    /** Whether it can hold processes and hand out memory too, as only the root of all can. */
    boolean holdsBoth() {
        return !Files.exists(folder.resolve("cgroup.type"));
    }

    /** systemd sets this since version 251 where a unit has {@code Delegate=yes}. */
    private boolean delegated() {
        ByteBuffer value = ByteBuffer.allocate(Long.BYTES);
        try {
            UserDefinedFileAttributeView attributes =
                    Files.getFileAttributeView(folder, UserDefinedFileAttributeView.class);
            int length = attributes.read("delegate", value);
            return new String(value.array(), 0, length, StandardCharsets.US_ASCII).equals("1");
        } catch (IOException notSet) {
            return false;
        }
    }
}
