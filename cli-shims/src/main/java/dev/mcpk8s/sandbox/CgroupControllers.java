package dev.mcpk8s.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the service's own control group hand out memory and processes to its children. A group that
 * does holds no process itself (the kernel's "no internal process constraint"), so the service
 * moves into a child; itself and nobody else, and only when it is alone.
 */
final class CgroupControllers implements AutoCloseable {

    static final String MEMORY = "memory";
    static final String PROCESSES = "pids";

    private static final Logger LOG = LoggerFactory.getLogger(CgroupControllers.class);
    private static final List<String> WANTED = List.of(MEMORY, PROCESSES);
    private static final String HANDED_OUT = "cgroup.subtree_control";
    private static final String MEMBERS = "cgroup.procs";
    private static final String LEAF = "-service";

    /** Whoever writes it is meant. */
    private static final String MYSELF = "0";

    /** The kernel may count a thread for a moment that is gone. */
    private static final int ATTEMPTS = 20;

    private final Path own;
    private final List<String> enabled;
    private final Optional<Path> leaf;
    private final String objection;

    private CgroupControllers(
            Path own, List<String> enabled, Optional<Path> leaf, String objection) {
        this.own = own;
        this.enabled = List.copyOf(enabled);
        this.leaf = leaf;
        this.objection = objection;
    }

    /** Nothing enabled. */
    static CgroupControllers none(OwnCgroup own) {
        return new CgroupControllers(own.folder(), List.of(), Optional.empty(), "not tried");
    }

    /** Enables what there is and is not enabled yet, moving the service where that needs it. */
    static CgroupControllers enable(OwnCgroup own, String id) throws IOException {
        List<String> missing = new ArrayList<>(WANTED);
        missing.retainAll(CgroupFiles.words(own.folder(), "cgroup.controllers"));
        String objection = missing.size() < WANTED.size() ? "the machine does not have it" : "";
        missing.removeAll(CgroupFiles.words(own.folder(), HANDED_OUT));
        if (missing.isEmpty()) {
            return new CgroupControllers(own.folder(), missing, Optional.empty(), objection);
        }
        if (own.holdsBoth()) {
            return enable(own.folder(), missing, Optional.empty(), objection);
        }
        String self = Long.toString(ProcessHandle.current().pid());
        if (!CgroupFiles.words(own.folder(), MEMBERS).equals(List.of(self))) {
            return new CgroupControllers(
                    own.folder(),
                    List.of(),
                    Optional.empty(),
                    "other processes are in the service's control group");
        }
        Path leaf = Files.createDirectory(own.folder().resolve(id + LEAF));
        CgroupFiles.write(leaf, MEMBERS, MYSELF);
        return enable(own.folder(), missing, Optional.of(leaf), objection);
    }

    private static CgroupControllers enable(
            Path own, List<String> controllers, Optional<Path> leaf, String objection) {
        List<String> enabled = new ArrayList<>();
        String failure = objection;
        for (String controller : controllers) {
            try {
                enable(own, controller);
                enabled.add(controller);
            } catch (IOException refused) {
                failure = String.valueOf(refused.getMessage());
            }
        }
        return new CgroupControllers(own, enabled, leaf, failure);
    }

    private static void enable(Path own, String controller) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                CgroupFiles.write(own, HANDED_OUT, "+" + controller);
                return;
            } catch (IOException busy) {
                if (attempt == ATTEMPTS) {
                    throw busy;
                }
                CgroupFiles.pause();
            }
        }
    }

    /** Whether a service moved into this group, rather than made it for its programs. */
    static boolean isLeaf(Path group) {
        return String.valueOf(group.getFileName()).endsWith(LEAF);
    }

    /** Why something is missing; empty when nothing is. */
    String objection() {
        return objection;
    }

    /** Lets the group, a child of our own, hand out what it has. */
    void passOn(Path group) throws IOException {
        List<String> given = new ArrayList<>(WANTED);
        given.retainAll(CgroupFiles.words(group, "cgroup.controllers"));
        for (String controller : given) {
            CgroupFiles.write(group, HANDED_OUT, "+" + controller);
        }
    }

    /**
     * Takes back what was enabled and moves the service back, so that the next one that starts here
     * finds its group empty. Where others came to need it meanwhile, it stays.
     */
    @Override
    public void close() {
        if (leaf.isEmpty()) {
            return;
        }
        try {
            for (String controller : enabled) {
                CgroupFiles.write(own, HANDED_OUT, "-" + controller);
            }
            CgroupFiles.write(own, MEMBERS, MYSELF);
            removeLeaf(leaf.get());
        } catch (IOException inUse) {
            LOG.atDebug().log("the service stays in its own control group");
        }
    }

    /** The guard, which was sent home, is in it for a moment. */
    private static void removeLeaf(Path leaf) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.delete(leaf);
                return;
            } catch (IOException busy) {
                if (attempt == ATTEMPTS) {
                    throw busy;
                }
                CgroupFiles.pause();
            }
        }
    }
}
