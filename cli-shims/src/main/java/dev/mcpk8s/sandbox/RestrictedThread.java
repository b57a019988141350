package dev.mcpk8s.sandbox;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread that gives up rights for good, starts one program, which inherits what is left, and
 * ends. On Linux such rights belong to a thread, not to its process, so the service keeps its own.
 *
 * <p>It does nothing but those calls: it loads no class, opens no file and, above all, wakes no
 * thread but the one that waits for its end. Threads inherit too, and a pool that somebody wakes
 * may start a thread for it: one restricted carrier of virtual threads would break the service.
 */
final class RestrictedThread {

    /** Nothing went wrong. */
    static final int FINE = 0;

    private final CLibrary library;
    private final MemorySegment state;
    private final long[][] calls;
    private final @Nullable PreparedSpawn program;
    private int error;

    private RestrictedThread(
            CLibrary library,
            MemorySegment state,
            List<long[]> calls,
            @Nullable PreparedSpawn program) {
        this.library = library;
        this.state = state;
        this.calls = calls.toArray(long[][]::new);
        this.program = program;
    }

    /**
     * Makes the calls, then starts the program. To be used on a platform thread.
     *
     * @param calls as {@link CLibrary#words} makes them
     * @param program what is to be started; null for nothing
     * @return {@link #FINE}, or the {@code errno} of the first that failed; then nothing was
     *     started
     */
    static int run(CLibrary library, List<long[]> calls, @Nullable PreparedSpawn program) {
        try (Arena arena = Arena.ofShared()) {
            RestrictedThread body =
                    new RestrictedThread(library, CLibrary.state(arena), calls, program);
            Thread thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("sandbox-start")
                            .inheritInheritableThreadLocals(false)
                            .unstarted(body::makeCalls);
            thread.start();
            joinUninterruptibly(thread);
            return body.error;
        }
    }

    private void makeCalls() {
        for (long[] call : calls) {
            if (library.invoke(state, call) == -1) {
                error = CLibrary.error(state);
                return;
            }
        }
        if (program != null) {
            error = program.start();
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
