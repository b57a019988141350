package dev.mcpk8s.sandbox;

import dev.mcpk8s.sandbox.SandboxException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control group of one run: it holds the program and everything that this starts, whatever
 * these do to get away.
 */
final class RunCgroup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunCgroup.class);

    private final Path folder;
    private final long memory;
    private final int processes;

    /**
     * @param folder exists
     * @param memory bytes; 0 for no limit
     * @param processes processes and threads; 0 for no limit
     */
    RunCgroup(Path folder, long memory, int processes) throws IOException {
        this.folder = folder;
        this.memory = memory;
        this.processes = processes;
        if (memory > 0) {
            CgroupFiles.write(folder, "memory.max", Long.toString(memory));
            // one process less would leave the others in an unknown state
            CgroupFiles.write(folder, "memory.oom.group", "1");
            if (Files.exists(folder.resolve("memory.swap.max"))) {
                CgroupFiles.write(folder, "memory.swap.max", "0");
            }
        }
        if (processes > 0) {
            CgroupFiles.write(folder, "pids.max", Integer.toString(processes));
        }
    }

    /** The file whose writer gets in. */
    Path entrance() {
        return folder.resolve("cgroup.procs");
    }

    /** Kills everything in it, what is being forked too; it is dead when the group can go. */
    void kill() {
        try {
            CgroupFiles.write(folder, "cgroup.kill", "1");
        } catch (IOException gone) {
            LOG.trace("no group any more");
        }
    }

    /** The limit that a run that failed ran into, if it did. */
    Optional<SandboxException> exceeded() {
        try {
            if (memory > 0
                    && CgroupFiles.number(folder, "memory.events", "oom") > 0
                    && CgroupFiles.number(folder, "memory.events", "oom_kill") > 0) {
                return Optional.of(
                        new SandboxException(
                                Reason.MEMORY_LIMIT,
                                "the command was stopped: it used more than "
                                        + memory
                                        + " bytes of memory; the operator can allow more with"
                                        + " mcp-k8s.sandbox.maximum-memory"));
            }
            if (processes > 0 && CgroupFiles.number(folder, "pids.events", "max") > 0) {
                return Optional.of(
                        new SandboxException(
                                Reason.PROCESS_LIMIT,
                                "the command failed: it wanted more than "
                                        + processes
                                        + " processes and threads; the operator can allow more"
                                        + " with mcp-k8s.sandbox.maximum-tasks"));
            }
        } catch (IOException gone) {
            LOG.trace("no group any more");
        }
        return Optional.empty();
    }

    /** Ends what is left in it, waits for its end and removes it. */
    @Override
    public void close() {
        try {
            CgroupFiles.remove(folder);
        } catch (IOException failure) {
            LOG.atError()
                    .addKeyValue("failure", failure.getClass().getSimpleName())
                    .log("a program's control group could not be removed");
        }
    }
}
