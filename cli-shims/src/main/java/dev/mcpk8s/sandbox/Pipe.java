package dev.mcpk8s.sandbox;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pipe of the kernel's: two descriptors that no program inherits by itself. */
record Pipe(CLibrary library, int readingEnd, int writingEnd) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pipe.class);
    private static final long CLOSED_ON_EXEC = 0x8_0000;

    static Pipe open(CLibrary library) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            library.call(SystemCall.PIPE2, ends.address(), CLOSED_ON_EXEC);
            return new Pipe(
                    library,
                    ends.getAtIndex(ValueLayout.JAVA_INT, 0),
                    ends.getAtIndex(ValueLayout.JAVA_INT, 1));
        }
    }

    /** Closes both ends here; what others have of them stays open. */
    @Override
    public void close() {
        close(readingEnd);
        close(writingEnd);
    }

    private void close(int descriptor) {
        try {
            library.call(SystemCall.CLOSE, descriptor);
        } catch (KernelException failure) {
            LOG.atError().addKeyValue("error", failure.error()).log("a pipe was not closed");
        }
    }
}
