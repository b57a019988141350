package dev.mcpk8s.sandbox;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.util.List;
import java.util.OptionalInt;

/**
 * A program that only has to be started yet: all memory that {@code posix_spawn} reads is filled,
 * so that a thread without rights can make the call.
 */
final class PreparedSpawn implements AutoCloseable {

    /** POSIX_SPAWN_SETSIGDEF, POSIX_SPAWN_SETSIGMASK, POSIX_SPAWN_SETSID of spawn.h. */
    private static final short FLAGS = 0x04 | 0x08 | 0x80;

    /** More than the C libraries' opaque structures and signal sets have. */
    private static final long OPAQUE = 1024;

    /** The first descriptor after the standard ones. */
    static final int ENTRANCE = 3;

    private static final byte EVERY_BIT = -1;
    private static final byte[] END = {0};

    private final CLibrary library;
    private final MemorySegment process;
    private final MemorySegment program;
    private final MemorySegment actions;
    private final MemorySegment attributes;
    private final MemorySegment arguments;
    private final MemorySegment environment;

    /**
     * What is to be started.
     *
     * @param words the program's path and its arguments
     * @param environment {@code NAME=value}
     * @param output descriptor that becomes standard output
     * @param errorOutput descriptor that becomes standard error
     * @param entrance descriptor that becomes number {@value #ENTRANCE}; empty for none
     * @param charset of all these texts
     */
    record Program(
            List<String> words,
            List<String> environment,
            String workingFolder,
            String input,
            int output,
            int errorOutput,
            OptionalInt entrance,
            Charset charset) {}

    /**
     * @param arena open until this is closed; any thread may use its memory
     */
    PreparedSpawn(CLibrary library, Program what, Arena arena) throws KernelException {
        this.library = library;
        this.process = arena.allocate(JAVA_INT);
        this.program = text(what.words().getFirst(), what.charset(), arena);
        this.arguments = texts(what.words(), what.charset(), arena);
        this.environment = texts(what.environment(), what.charset(), arena);
        this.attributes = arena.allocate(OPAQUE, Long.BYTES);
        this.actions = arena.allocate(OPAQUE, Long.BYTES);
        library.initAttributes(
                attributes, FLAGS, arena.allocate(OPAQUE), arena.allocate(OPAQUE).fill(EVERY_BIT));
        library.initActions(
                actions,
                text(what.workingFolder(), what.charset(), arena),
                text(what.input(), what.charset(), arena),
                what.output(),
                what.errorOutput());
        if (what.entrance().isPresent()) {
            library.addDuplicate(actions, what.entrance().getAsInt(), ENTRANCE);
        }
    }

    /** Starts it; returns 0, or an {@code errno} when it could not be. */
    int start() {
        return library.spawn(
                process.address(),
                program.address(),
                actions.address(),
                attributes.address(),
                arguments.address(),
                environment.address());
    }

    /** The number of the process that was started. */
    int process() {
        return process.get(JAVA_INT, 0);
    }

    @Override
    public void close() throws KernelException {
        library.destroyActions(actions);
    }

    private static MemorySegment texts(List<String> texts, Charset charset, Arena arena) {
        MemorySegment pointers = arena.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            pointers.setAtIndex(ADDRESS, i, text(texts.get(i), charset, arena));
        }
        return pointers;
    }

    private static MemorySegment text(String text, Charset charset, Arena arena) {
        byte[] bytes = text.getBytes(charset);
        MemorySegment memory = arena.allocate(bytes.length + END.length);
        MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
        return memory;
    }
}
