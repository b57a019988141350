package dev.mcpk8s.sandbox;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The kernel's limits on a process and on what it starts, for machines without the program {@code
 * prlimit}. That one sets them before the tool begins; these come a moment after, when a quick tool
 * may have done something already.
 */
final class ResourceLimits {

    private static final int FILE_SIZE = 1;
    private static final int DATA = 2;
    private static final int CORE = 4;
    private static final int PROCESSES = 6;

    private final CLibrary library;
    private final Map<Integer, Long> limits = new LinkedHashMap<>();

    ResourceLimits(CLibrary library, SandboxSettings settings) {
        this.library = library;
        // a core dump would hold the kubeconfig
        limits.put(CORE, 0L);
        add(FILE_SIZE, settings.maximumWrittenFile());
        add(DATA, settings.maximumMemory());
        add(PROCESSES, settings.maximumProcesses());
    }

    private void add(int resource, long limit) {
        if (limit > 0) {
            limits.put(resource, limit);
        }
    }

    /** Limits the process; one that has ended already is no failure. */
    void apply(int process) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(JAVA_LONG, 2);
            for (Map.Entry<Integer, Long> entry : limits.entrySet()) {
                set(process, entry.getKey(), entry.getValue(), limit);
            }
        }
    }

    /** A lower limit that is there already may not be raised, and is left as it is. */
    private void set(int process, int resource, long value, MemorySegment limit)
            throws KernelException {
        limit.setAtIndex(JAVA_LONG, 0, value);
        limit.setAtIndex(JAVA_LONG, 1, value);
        try {
            library.call(SystemCall.PRLIMIT64, process, resource, limit.address(), 0);
        } catch (KernelException failure) {
            boolean lowerAlready = failure.error() == KernelException.EPERM;
            boolean ended = failure.error() == KernelException.ESRCH;
            if (!lowerAlready && !ended) {
                throw failure;
            }
        }
    }
}
