package dev.mcpk8s.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of a program of the operator's that logs in to a cluster. Unlike other programs it has
 * the service's own environment and home folder, where its logins are; what it started ends with it
 * all the same, and no more than a credential is read of it.
 */
public final class CredentialProcess {

    private static final int MOST_BYTES = 1 << 20;
    private static final String MARK = "MCP_K8S_CREDENTIAL_RUN";

    private CredentialProcess() {}

    /**
     * @param environment set beside the service's own
     * @return what it printed on standard output
     * @throws IOException when it cannot be started, fails, takes longer than the limit or prints
     *     too much; its message holds nothing that the program said
     */
    public static String run(List<String> command, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException {
        String mark = MARK + "=" + UUID.randomUUID();
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(new File("/dev/null"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        builder.environment().put(MARK, mark.substring(MARK.length() + 1));
        Process process = builder.start();
        ProcessTree tree = new ProcessTree(process, mark, false, Optional.empty());
        try {
            return output(process, limit);
        } finally {
            tree.end();
        }
    }

    private static String output(Process process, Duration limit)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        FutureTask<byte[]> reading =
                new FutureTask<>(() -> process.getInputStream().readNBytes(MOST_BYTES + 1));
        Thread.ofPlatform().daemon().name("credential-program").start(reading);
        try {
            byte[] output = reading.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (output.length > MOST_BYTES) {
                throw new IOException("it printed more than " + MOST_BYTES + " bytes");
            }
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            if (process.exitValue() != 0) {
                throw new IOException("it ended with " + process.exitValue());
            }
            return new String(output, StandardCharsets.UTF_8);
        } catch (TimeoutException late) {
            throw new IOException("it did not end within " + limit.toSeconds() + " seconds");
        } catch (ExecutionException broken) {
            throw new IOException("what it printed could not be read");
        }
    }
}
