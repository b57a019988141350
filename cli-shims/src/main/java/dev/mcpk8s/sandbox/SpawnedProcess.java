package dev.mcpk8s.sandbox;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A child that this process started without Java's help, as Java shows its own. Its standard input
 * is a file, so there is no stream to it.
 */
final class SpawnedProcess extends Process {

    private static final int SIGNAL = 0x7f;
    private static final int FIRST_OF_SIGNALS = 128;

    private final ProcessHandle handle;
    private final InputStream output;
    private final InputStream errorOutput;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int exitCode;

    private SpawnedProcess(ProcessHandle handle, InputStream output, InputStream errorOutput) {
        this.handle = handle;
        this.output = output;
        this.errorOutput = errorOutput;
    }

    /**
     * @param pid a child that nobody waited for yet
     * @param output a pipe's end, which stays the caller's to close
     * @param errorOutput likewise
     */
    static SpawnedProcess of(int pid, int output, int errorOutput) throws IOException {
        ProcessHandle handle =
                ProcessHandle.of(pid).orElseThrow(() -> new IOException("no such process"));
        InputStream opened = open(output);
        try {
            return new SpawnedProcess(handle, opened, open(errorOutput));
        } catch (IOException failure) {
            opened.close();
            throw failure;
        }
    }

    /** Waits for the end of it, as somebody must once; to be called on a platform thread. */
    void reap(CLibrary library) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
            while (true) {
                try {
                    library.call(SystemCall.WAIT4, handle.pid(), status.address(), 0, 0);
                    exitCode = exitCode(status.get(ValueLayout.JAVA_INT, 0));
                    return;
                } catch (KernelException failure) {
                    if (failure.error() != KernelException.EINTR) {
                        throw failure;
                    }
                }
            }
        } finally {
            end.countDown();
        }
    }

    private static int exitCode(int status) {
        int signal = status & SIGNAL;
        return signal == 0 ? status >> Byte.SIZE & 0xff : FIRST_OF_SIGNALS + signal;
    }

    /** The same pipe under a descriptor that Java looks after. */
    private static InputStream open(int descriptor) throws IOException {
        return new FileInputStream("/proc/self/fd/" + descriptor);
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return output;
    }

    @Override
    public InputStream getErrorStream() {
        return errorOutput;
    }

    @Override
    public int waitFor() throws InterruptedException {
        end.await();
        return exitCode;
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        return end.await(timeout, unit);
    }

    @Override
    public int exitValue() {
        if (end.getCount() > 0) {
            throw new IllegalThreadStateException("process has not exited");
        }
        return exitCode;
    }

    @Override
    public boolean isAlive() {
        return end.getCount() > 0;
    }

    @Override
    public ProcessHandle toHandle() {
        return handle;
    }

    @Override
    public void destroy() {
        boolean _ = handle.destroy();
    }

    @Override
    public Process destroyForcibly() {
        boolean _ = handle.destroyForcibly();
        return this;
    }

    @Override
    public boolean supportsNormalTermination() {
        return true;
    }
}
