package dev.mcpk8s.sandbox;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the sandbox calls in the C library: {@code syscall} for what Java has no words for, and
 * {@code posix_spawn}. Pointers are passed as numbers, so that any thread may use memory that
 * another one prepared; whoever passes one keeps its memory alive.
 */
final class CLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(CLibrary.class);

    /** A system call's number and its six arguments. */
    private static final int WORDS = 7;

    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO =
            STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    /**
     * Every function of {@code posix_spawn} takes at most six words in registers, looks at those
     * that it knows, and answers with an int. One type for all of them, because Java takes tens of
     * milliseconds for each.
     */
    private static final FunctionDescriptor SIX_WORDS = words(6);

    private final Architecture architecture;
    private final MethodHandle syscall;
    private final MethodHandle spawn;
    private final MethodHandle attributesInit;
    private final MethodHandle attributesFlags;
    private final MethodHandle attributesMask;
    private final MethodHandle attributesDefault;
    private final MethodHandle actionsInit;
    private final MethodHandle actionsOpen;
    private final MethodHandle actionsDuplicate;
    private final MethodHandle actionsFolder;
    private final MethodHandle actionsDestroy;

    private CLibrary(Architecture architecture) {
        this.architecture = architecture;
        this.syscall =
                link(
                        "syscall",
                        words(WORDS),
                        Linker.Option.captureCallState("errno"),
                        Linker.Option.firstVariadicArg(1));
        this.spawn = link("posix_spawn", SIX_WORDS);
        this.attributesInit = link("posix_spawnattr_init", SIX_WORDS);
        this.attributesFlags = link("posix_spawnattr_setflags", SIX_WORDS);
        this.attributesMask = link("posix_spawnattr_setsigmask", SIX_WORDS);
        this.attributesDefault = link("posix_spawnattr_setsigdefault", SIX_WORDS);
        this.actionsInit = link("posix_spawn_file_actions_init", SIX_WORDS);
        this.actionsOpen = link("posix_spawn_file_actions_addopen", SIX_WORDS);
        this.actionsDuplicate = link("posix_spawn_file_actions_adddup2", SIX_WORDS);
        this.actionsFolder = link("posix_spawn_file_actions_addchdir_np", SIX_WORDS);
        this.actionsDestroy = link("posix_spawn_file_actions_destroy", SIX_WORDS);
    }

    /** The library of this process; empty where the system or Java does not let us. */
    static Optional<CLibrary> find() {
        return Architecture.here().flatMap(CLibrary::load);
    }

    private static Optional<CLibrary> load(Architecture architecture) {
        try {
            return Optional.of(new CLibrary(architecture));
        } catch (RuntimeException | LinkageError missing) {
            LOG.atDebug().addKeyValue("failure", missing.toString()).log("no C library");
            return Optional.empty();
        }
    }

    Architecture architecture() {
        return architecture;
    }

    /**
     * @param arguments at most six
     * @return never -1
     */
    long call(SystemCall call, long... arguments) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = state(arena);
            long result = invoke(state, words(call, arguments));
            if (result == -1) {
                throw new KernelException(call.name(), error(state));
            }
            return result;
        }
    }

    /** A call to be made later with {@link #invoke}. */
    long[] words(SystemCall call, long... arguments) {
        long[] words = new long[WORDS];
        words[0] = call.number(architecture);
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return words;
    }

    /** Memory for {@code errno}. */
    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    /** What {@code errno} was after the last call with this memory that failed. */
    static int error(MemorySegment state) {
        return state.get(JAVA_INT, ERRNO);
    }

    /** The bare call: needs no memory, no class and no file of its own. */
    long invoke(MemorySegment state, long[] words) {
        try {
            return (long)
                    syscall.invokeExact(
                            state, words[0], words[1], words[2], words[3], words[4], words[5],
                            words[6]);
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /**
     * {@code posix_spawn}; returns 0 or an {@code errno}. As bare as {@link #invoke}.
     *
     * @param process where the process's number is written to
     */
    int spawn(
            long process,
            long program,
            long actions,
            long attributes,
            long arguments,
            long environment) {
        try {
            return (int)
                    (long)
                            spawn.invokeExact(
                                    process, program, actions, attributes, arguments, environment);
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Fresh attributes for a program that blocks and ignores no signal. */
    void initAttributes(
            MemorySegment attributes, short flags, MemorySegment none, MemorySegment all)
            throws KernelException {
        long pointer = attributes.address();
        call(attributesInit, pointer);
        call(attributesFlags, pointer, flags);
        call(attributesMask, pointer, none.address());
        call(attributesDefault, pointer, all.address());
    }

    /** Fresh actions: the working folder, standard input from a file, output to two descriptors. */
    void initActions(
            MemorySegment actions,
            MemorySegment folder,
            MemorySegment input,
            int output,
            int errorOutput)
            throws KernelException {
        long pointer = actions.address();
        call(actionsInit, pointer);
        call(actionsFolder, pointer, folder.address());
        call(actionsOpen, pointer, 0, input.address(), 0, 0);
        call(actionsDuplicate, pointer, output, 1);
        call(actionsDuplicate, pointer, errorOutput, 2);
    }

    /** One more action: the descriptor under another number. */
    void addDuplicate(MemorySegment actions, int descriptor, int number) throws KernelException {
        call(actionsDuplicate, actions.address(), descriptor, number);
    }

    /** Gives back what {@link #initActions} took from the C library's own memory. */
    void destroyActions(MemorySegment actions) throws KernelException {
        call(actionsDestroy, actions.address());
    }

    private static void call(MethodHandle function, long... arguments) throws KernelException {
        long[] words = Arrays.copyOf(arguments, SIX_WORDS.argumentLayouts().size());
        int error;
        try {
            error =
                    (int)
                            (long)
                                    function.invokeExact(
                                            words[0], words[1], words[2], words[3], words[4],
                                            words[5]);
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
        if (error != 0) {
            throw new KernelException("posix_spawn", error);
        }
    }

    /** Java lets us by the manifest's {@code Enable-Native-Access}; {@link #find} copes without. */
    @SuppressWarnings("restricted")
    private static MethodHandle link(
            String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        return linker.downcallHandle(library.findOrThrow(name), type, options);
    }

    private static FunctionDescriptor words(int count) {
        MemoryLayout[] words = new MemoryLayout[count];
        Arrays.fill(words, JAVA_LONG);
        return FunctionDescriptor.of(JAVA_LONG, words);
    }

    private static IllegalStateException unexpected(Throwable failure) {
        return new IllegalStateException("a call of the C library failed", failure);
    }
}
