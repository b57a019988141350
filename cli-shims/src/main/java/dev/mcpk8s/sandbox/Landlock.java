package dev.mcpk8s.sandbox;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.mcpk8s.sandbox.NetworkAccess.Reach;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Linux's Landlock: a process gives up access to files, to TCP ports, and to signals and abstract
 * sockets of others, for good and for everything it starts. Numbers from linux/landlock.h; what
 * each version of it knows is in the kernel's documentation, userspace-api/landlock.rst.
 */
final class Landlock {

    /** Versions that brought something. */
    private static final int WITH_REFER = 2;

    private static final int WITH_TRUNCATE = 3;
    static final int WITH_NETWORK = 4;
    private static final int WITH_DEVICE_CONTROL = 5;
    static final int WITH_SIGNALS = 6;

    private static final long EXECUTE = 1;
    private static final long WRITE_FILE = 1 << 1;
    private static final long READ_FILE = 1 << 2;
    private static final long READ_FOLDER = 1 << 3;
    private static final long MAKE_CHARACTER_DEVICE = 1 << 6;
    private static final long MAKE_SOCKET = 1 << 9;
    private static final long MAKE_BLOCK_DEVICE = 1 << 11;
    private static final long FIRST_VERSION = (1 << 13) - 1;
    private static final long REFER = 1 << 13;
    private static final long TRUNCATE = 1 << 14;
    private static final long DEVICE_CONTROL = 1 << 15;

    private static final long BIND_TCP = 1;
    private static final long CONNECT_TCP = 1 << 1;
    private static final long ABSTRACT_SOCKETS_AND_SIGNALS = 3;

    private static final long ASK_VERSION = 1;
    private static final long BELOW_PATH = 1;
    private static final long PORT = 2;

    private static final long CURRENT_FOLDER = -100;
    private static final long PATH_ONLY = 0x20_0000 | 0x8_0000;

    private final CLibrary library;
    private final int version;

    /** An older version than this kernel has is well understood by it. */
    Landlock(CLibrary library, int version) {
        this.library = library;
        this.version = version;
    }

    /** Landlock as this kernel has it; version 0 where it has none or it is switched off. */
    static Landlock of(CLibrary library) {
        try {
            long version = library.call(SystemCall.LANDLOCK_CREATE_RULESET, 0, 0, ASK_VERSION);
            return new Landlock(library, (int) version);
        } catch (KernelException none) {
            return new Landlock(library, 0);
        }
    }

    int version() {
        return version;
    }

    /**
     * A set of rules that so far allows nothing of what it knows, but for the network when the
     * program may reach anywhere.
     *
     * @return a descriptor to be closed
     */
    int create(Reach reach) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handled = arena.allocate(3 * Long.BYTES, Long.BYTES);
            handled.setAtIndex(JAVA_LONG, 0, files());
            long size = Long.BYTES;
            if (version >= WITH_NETWORK) {
                long network = reach == Reach.ANYWHERE ? 0 : BIND_TCP | CONNECT_TCP;
                handled.setAtIndex(JAVA_LONG, 1, network);
                size += Long.BYTES;
            }
            if (version >= WITH_SIGNALS) {
                handled.setAtIndex(JAVA_LONG, 2, ABSTRACT_SOCKETS_AND_SIGNALS);
                size += Long.BYTES;
            }
            return (int)
                    library.call(SystemCall.LANDLOCK_CREATE_RULESET, handled.address(), size, 0);
        }
    }

    /** Lets programs start what is below the path. */
    void allowPrograms(int rules, Path path) throws KernelException {
        allow(rules, path, EXECUTE | READ_FILE | READ_FOLDER);
    }

    /** Lets programs read what is below the path. */
    void allowReading(int rules, Path path) throws KernelException {
        allow(rules, path, READ_FILE | READ_FOLDER);
    }

    /** Lets programs read and write what is below the path, but start nothing of it. */
    void allowWriting(int rules, Path path) throws KernelException {
        allow(
                rules,
                path,
                files()
                        & ~(EXECUTE
                                | MAKE_CHARACTER_DEVICE
                                | MAKE_BLOCK_DEVICE
                                | MAKE_SOCKET
                                | DEVICE_CONTROL));
    }

    /** Lets programs connect to the port. */
    void allowConnecting(int rules, int port) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rule = arena.allocate(2 * Long.BYTES, Long.BYTES);
            rule.setAtIndex(JAVA_LONG, 0, CONNECT_TCP);
            rule.setAtIndex(JAVA_LONG, 1, port);
            library.call(SystemCall.LANDLOCK_ADD_RULE, rules, PORT, rule.address(), 0);
        }
    }

    private void allow(int rules, Path path, long access) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString(), StandardCharsets.UTF_8);
            long place =
                    library.call(SystemCall.OPENAT, CURRENT_FOLDER, name.address(), PATH_ONLY, 0);
            try {
                long possible = Files.isDirectory(path) ? access : access & forFiles();
                MemorySegment rule = arena.allocate(Long.BYTES + Integer.BYTES, Long.BYTES);
                rule.set(JAVA_LONG_UNALIGNED, 0, possible & files());
                rule.set(JAVA_INT_UNALIGNED, Long.BYTES, (int) place);
                library.call(SystemCall.LANDLOCK_ADD_RULE, rules, BELOW_PATH, rule.address(), 0);
            } finally {
                library.call(SystemCall.CLOSE, place);
            }
        }
    }

    private static long forFiles() {
        return EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | DEVICE_CONTROL;
    }

    /** Everything about files that this version can restrict. */
    private long files() {
        return FIRST_VERSION
                | (version >= WITH_REFER ? REFER : 0)
                | (version >= WITH_TRUNCATE ? TRUNCATE : 0)
                | (version >= WITH_DEVICE_CONTROL ? DEVICE_CONTROL : 0);
    }
}
