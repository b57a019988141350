package dev.mcpk8s.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the sandbox. A limit of 0 means none, where it says so.
 *
 * @param directory where the private folders are made; null for shared memory where there is
 *     enough, else the temporary folder
 * @param maximumConcurrent how many programs run at once
 * @param maximumQueue how many more may wait for a place
 * @param maximumWait how long one waits for a place
 * @param maximumOutput bytes a program may write on both streams together; 0: no limit
 * @param maximumFiles how many files a request may bring
 * @param maximumFileBytes how large they may be together
 * @param maximumWrittenFile bytes of a file that the program makes; 0: no limit
 * @param maximumMemory bytes of private memory of each process, and where a program has a control
 *     group of memory of all its processes together; 0: no limit
 * @param maximumProcesses of the service's user, as {@code RLIMIT_NPROC} counts: threads of the
 *     service included; 0: no limit
 * @param maximumTasks processes and threads of one program and all it starts, where it has a
 *     control group; 0: no limit
 * @param cgroups whether programs get control groups where that is possible
 * @param containment what to do where the kernel cannot contain programs
 */
public record SandboxSettings(
        @Nullable Path directory,
        int maximumConcurrent,
        int maximumQueue,
        Duration maximumWait,
        long maximumOutput,
        int maximumFiles,
        long maximumFileBytes,
        long maximumWrittenFile,
        long maximumMemory,
        int maximumProcesses,
        int maximumTasks,
        boolean cgroups,
        ContainmentMode containment) {

    /** What the service uses when nothing is configured. */
    public static final SandboxSettings DEFAULT =
            new SandboxSettings(
                    null,
                    32,
                    256,
                    Duration.ofSeconds(60),
                    1L << 30,
                    2_000,
                    64L << 20,
                    512L << 20,
                    2L << 30,
                    0,
                    512,
                    true,
                    ContainmentMode.PREFERRED);

    /** The same with another place for the private folders. */
    public SandboxSettings in(Path folder) {
        return new SandboxSettings(
                folder,
                maximumConcurrent,
                maximumQueue,
                maximumWait,
                maximumOutput,
                maximumFiles,
                maximumFileBytes,
                maximumWrittenFile,
                maximumMemory,
                maximumProcesses,
                maximumTasks,
                cgroups,
                containment);
    }

    /** The same with other bounds on how many programs run and wait. */
    public SandboxSettings allowing(int running, int waiting, Duration longest) {
        return new SandboxSettings(
                directory,
                running,
                waiting,
                longest,
                maximumOutput,
                maximumFiles,
                maximumFileBytes,
                maximumWrittenFile,
                maximumMemory,
                maximumProcesses,
                maximumTasks,
                cgroups,
                containment);
    }

    /** The same with another bound on the output. */
    public SandboxSettings writing(long bytes) {
        return new SandboxSettings(
                directory,
                maximumConcurrent,
                maximumQueue,
                maximumWait,
                bytes,
                maximumFiles,
                maximumFileBytes,
                maximumWrittenFile,
                maximumMemory,
                maximumProcesses,
                maximumTasks,
                cgroups,
                containment);
    }

    /** The same with another demand on the kernel. */
    public SandboxSettings containing(ContainmentMode mode) {
        return new SandboxSettings(
                directory,
                maximumConcurrent,
                maximumQueue,
                maximumWait,
                maximumOutput,
                maximumFiles,
                maximumFileBytes,
                maximumWrittenFile,
                maximumMemory,
                maximumProcesses,
                maximumTasks,
                cgroups,
                mode);
    }
}
