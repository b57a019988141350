package dev.mcpk8s.verb.tool;

import dev.mcpk8s.sandbox.ContainmentMode;
import dev.mcpk8s.sandbox.SandboxSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How external programs are contained: {@code mcp-k8s.sandbox}. 0 means no limit for the limits on
 * bytes and processes.
 *
 * @param directory where the private folders are made; shared memory where there is enough, else
 *     the temporary folder
 * @param maximumConcurrent how many programs run at once
 * @param maximumQueue how many more may wait for their turn; one more is refused
 * @param maximumWait how long one waits for its turn
 * @param maximumOutput bytes a program may write before it is stopped
 * @param maximumFiles how many files a request may bring
 * @param maximumFileBytes how large they may be together
 * @param maximumWrittenFile bytes of a file that a program makes
 * @param maximumMemory bytes of private memory of a process; with a control group also of memory of
 *     a program and all it starts together
 * @param maximumProcesses how many processes and threads the service's user may have; those of the
 *     service count
 * @param maximumTasks how many processes and threads a program and all it starts may have; only
 *     with a control group
 * @param cgroups whether each program gets a control group of its own where the service may make
 *     them
 * @param containment required: the service does not start where the kernel cannot keep programs
 *     from files, network and system calls that are not theirs; preferred: they run with as much of
 *     that as there is, and the log says what is missing; off: none of it
 */
@ConfigurationProperties("mcp-k8s.sandbox")
record SandboxLimits(
        @Nullable String directory,
        @Bindable(defaultValue = "32") int maximumConcurrent,
        @Bindable(defaultValue = "256") int maximumQueue,
        @Bindable(defaultValue = "60s") Duration maximumWait,
        @Bindable(defaultValue = "1073741824") long maximumOutput,
        @Bindable(defaultValue = "2000") int maximumFiles,
        @Bindable(defaultValue = "67108864") long maximumFileBytes,
        @Bindable(defaultValue = "536870912") long maximumWrittenFile,
        @Bindable(defaultValue = "2147483648") long maximumMemory,
        @Bindable(defaultValue = "0") int maximumProcesses,
        @Bindable(defaultValue = "512") int maximumTasks,
        @Bindable(defaultValue = "true") boolean cgroups,
        @Bindable(defaultValue = "preferred") ContainmentMode containment) {

    SandboxSettings settings() {
        return new SandboxSettings(
                directory == null ? null : Path.of(directory),
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
}
