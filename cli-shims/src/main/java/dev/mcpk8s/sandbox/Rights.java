package dev.mcpk8s.sandbox;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.mcpk8s.sandbox.NetworkAccess.Reach;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which rights a program keeps, and the calls by which a thread gives up all others for it. */
final class Rights {

    private static final Logger LOG = LoggerFactory.getLogger(Rights.class);

    private static final long SET_NO_NEW_PRIVILEGES = 38;
    private static final long SET_SECCOMP = 22;
    private static final long FILTER = 2;

    /** Of {@code close_range}: a table of descriptors of its own, none of which survives exec. */
    private static final long OWN_TABLE_CLOSED_ON_EXEC = 2 | 4;

    private static final long FIRST_DESCRIPTOR = 3;
    private static final long LAST_DESCRIPTOR = 0xffff_ffffL;

    /** linux/capability.h: version 3, this thread; then two sets of three empty masks. */
    private static final int[] NO_CAPABILITIES = {0x2008_0522, 0, 0, 0, 0, 0, 0, 0};

    private static final int CAPABILITIES_HEADER = 8;
    private static final OptionalInt NO_RULES = OptionalInt.empty();

    private final CLibrary library;
    private final Landlock landlock;
    private final List<Path> helpers;
    private final List<long[]> always;
    private final Map<Reach, long[]> filters = new EnumMap<>(Reach.class);
    private final ContainmentLayers layers;

    /**
     * Tries each layer once. To be used on a platform thread, as everything here.
     *
     * @param helpers programs beside the tool itself that it may start
     * @throws KernelException when a program cannot be started with fewer rights at all
     */
    Rights(CLibrary library, List<Path> helpers) throws KernelException {
        this.library = library;
        this.landlock = Landlock.of(library);
        this.helpers = List.copyOf(helpers);
        MemorySegment none = Arena.global().allocateFrom(JAVA_INT, NO_CAPABILITIES);
        this.always =
                List.of(
                        library.words(SystemCall.PRCTL, SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0),
                        library.words(
                                SystemCall.CLOSE_RANGE,
                                FIRST_DESCRIPTOR,
                                LAST_DESCRIPTOR,
                                OWN_TABLE_CLOSED_ON_EXEC),
                        library.words(
                                SystemCall.CAPSET,
                                none.address(),
                                none.address() + CAPABILITIES_HEADER));
        int error = RestrictedThread.run(library, always, null);
        if (error != RestrictedThread.FINE) {
            throw new KernelException("restrict", error);
        }
        for (Reach reach : Reach.values()) {
            filters.put(reach, filter(SystemCallFilter.program(library.architecture(), reach)));
        }
        boolean files = landlock.version() > 0 && filesCanBeRestricted();
        this.layers =
                new ContainmentLayers(
                        files,
                        files && landlock.version() >= Landlock.WITH_NETWORK,
                        files && landlock.version() >= Landlock.WITH_SIGNALS,
                        works(filters.values().stream().toList()));
    }

    /** What holds programs back here. */
    ContainmentLayers layers() {
        return layers;
    }

    /**
     * Starts the program with the rights of the run.
     *
     * @return as {@link RestrictedThread#run}
     */
    int start(PreparedSpawn program, SandboxRun run, RunFolder folder) throws IOException {
        Reach reach = run.network().reach();
        if (!layers.files()) {
            return RestrictedThread.run(library, calls(NO_RULES, reach), program);
        }
        int rules = landlock.create(reach);
        try {
            allow(rules, run, folder);
            return RestrictedThread.run(library, calls(OptionalInt.of(rules), reach), program);
        } finally {
            library.call(SystemCall.CLOSE, rules);
        }
    }

    private List<long[]> calls(OptionalInt rules, Reach reach) {
        List<long[]> calls = new ArrayList<>(always);
        if (rules.isPresent()) {
            calls.add(library.words(SystemCall.LANDLOCK_RESTRICT_SELF, rules.getAsInt(), 0));
        }
        if (layers.systemCalls()) {
            calls.add(filter(reach));
        }
        return calls;
    }

    private void allow(int rules, SandboxRun run, RunFolder folder) throws KernelException {
        allowSystem(rules);
        landlock.allowPrograms(rules, run.executable());
        landlock.allowWriting(rules, folder.root());
        if (layers.network()) {
            for (int port : run.network().ports()) {
                landlock.allowConnecting(rules, port);
            }
        }
    }

    @FunctionalInterface
    private interface Rule {
        void allow() throws KernelException;
    }

    private void allowSystem(int rules) {
        for (Path path : SystemFiles.PROGRAMS) {
            ifThere(() -> landlock.allowPrograms(rules, path));
        }
        for (Path path : helpers) {
            ifThere(() -> landlock.allowPrograms(rules, path));
        }
        for (Path path : SystemFiles.READABLE) {
            ifThere(() -> landlock.allowReading(rules, path));
        }
        for (Path path : SystemFiles.WRITABLE) {
            ifThere(() -> landlock.allowWriting(rules, path));
        }
    }

    /** What is not there, or not to be opened, is not allowed either. */
    private static void ifThere(Rule rule) {
        try {
            rule.allow();
        } catch (KernelException missing) {
            LOG.trace("one path less", missing);
        }
    }

    private boolean filesCanBeRestricted() throws KernelException {
        int rules = landlock.create(Reach.NOTHING);
        try {
            allowSystem(rules);
            return works(List.of(library.words(SystemCall.LANDLOCK_RESTRICT_SELF, rules, 0)));
        } finally {
            library.call(SystemCall.CLOSE, rules);
        }
    }

    private boolean works(List<long[]> further) {
        List<long[]> calls = new ArrayList<>(always);
        calls.addAll(further);
        return RestrictedThread.run(library, calls, null) == RestrictedThread.FINE;
    }

    private long[] filter(Reach reach) {
        return Objects.requireNonNull(filters.get(reach));
    }

    /** {@code struct sock_fprog} and what it points to, for as long as the service lives. */
    private long[] filter(byte[] instructions) {
        MemorySegment code =
                Arena.global().allocate(instructions.length, SystemCallFilter.INSTRUCTION);
        MemorySegment.copy(instructions, 0, code, JAVA_BYTE, 0, instructions.length);
        MemorySegment program = Arena.global().allocate(2 * Long.BYTES, Long.BYTES);
        program.set(JAVA_SHORT, 0, (short) (instructions.length / SystemCallFilter.INSTRUCTION));
        program.set(JAVA_LONG, Long.BYTES, code.address());
        return library.words(SystemCall.PRCTL, SET_SECCOMP, FILTER, program.address(), 0, 0);
    }
}
