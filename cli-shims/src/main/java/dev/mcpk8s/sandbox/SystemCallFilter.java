package dev.mcpk8s.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A seccomp filter as the kernel reads it: instructions of classic BPF over {@code struct
 * seccomp_data} (linux/filter.h, linux/seccomp.h). What is refused is answered with EPERM, so that
 * a program can say what failed; a program of another architecture is killed.
 */
final class SystemCallFilter {

    /** Bytes of one instruction. */
    static final int INSTRUCTION = 8;

    private static final String TABLE = "refused-system-calls.txt";

    private static final short LOAD = 0x20;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short JUMP_IF_AT_LEAST = 0x35;
    private static final short JUMP_IF_ANY_BIT = 0x45;
    private static final short AND = 0x54;
    private static final short RETURN = 0x06;

    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int ARGUMENTS = 16;

    private static final int ALLOW = 0x7fff_0000;
    private static final int KILL = 0x8000_0000;
    private static final int REFUSE = 0x0005_0000 | KernelException.EPERM;

    /** "There is no such call": the C library then uses {@code clone}, which can be looked into. */
    private static final int ABSENT = 0x0005_0000 | 38;

    /** The other numbering of x86's calls, which nothing uses any more. */
    private static final int X32 = 0x4000_0000;

    private static final int CLONE3 = 435;
    private static final int NEW_NAMESPACES = 0x7e02_0000;

    /** Connects as it sends, past the rules for connecting. */
    private static final int FAST_OPEN = 0x2000_0000;

    private static final int INET = 2;
    private static final int INET6 = 10;
    private static final int KIND = 0xf;
    private static final int STREAM = 1;
    private static final int DATAGRAM = 2;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final ByteArrayOutputStream program = new ByteArrayOutputStream();
    private final Architecture architecture;

    private SystemCallFilter(Architecture architecture) {
        this.architecture = architecture;
    }

    /** The filter for a program that may reach so far. */
    static byte[] program(Architecture architecture, NetworkAccess.Reach reach) {
        SystemCallFilter filter = new SystemCallFilter(architecture);
        filter.begin();
        filter.refuseTable();
        filter.answer(CLONE3, ABSENT);
        filter.refuseBits(filter.number(56, 220), 0, NEW_NAMESPACES);
        filter.refuseBits(filter.number(44, 206), 3, FAST_OPEN);
        filter.refuseBits(filter.number(46, 211), 2, FAST_OPEN);
        filter.refuseBits(filter.number(307, 269), 3, FAST_OPEN);
        filter.ownLimitsOnly(SystemCall.PRLIMIT64.number(architecture));
        filter.sockets(filter.number(41, 198), reach);
        filter.add(RETURN, ALLOW);
        return filter.program.toByteArray();
    }

    private int number(int onX86, int onArm) {
        return architecture == Architecture.X86_64 ? onX86 : onArm;
    }

    private void begin() {
        add(LOAD, ARCHITECTURE);
        add(JUMP_IF_EQUAL, 1, 0, architecture.auditNumber());
        add(RETURN, KILL);
        add(LOAD, NUMBER);
        if (architecture == Architecture.X86_64) {
            add(JUMP_IF_AT_LEAST, 0, 1, X32);
            add(RETURN, REFUSE);
        }
    }

    private void refuseTable() {
        for (String line : table()) {
            String number = line.split(" ", -1)[architecture == Architecture.X86_64 ? 1 : 2];
            if (!number.equals("-")) {
                answer(Integer.parseInt(number), REFUSE);
            }
        }
    }

    private void answer(int number, int answer) {
        block(number, body -> body.add(RETURN, answer));
    }

    /** Refuses a call that has one of the bits in an argument. */
    private void refuseBits(int number, int argument, int bits) {
        block(
                number,
                body -> {
                    body.loadArgument(argument);
                    body.add(JUMP_IF_ANY_BIT, 0, 1, bits);
                    body.add(RETURN, REFUSE);
                    body.add(RETURN, ALLOW);
                });
    }

    /** The call's first argument is a process; 0 is the caller. */
    private void ownLimitsOnly(int number) {
        block(
                number,
                body -> {
                    body.loadArgument(0);
                    body.refuseAllBut(0);
                    body.add(RETURN, ALLOW);
                });
    }

    /**
     * Internet sockets only. Protocols by name, because some others (MPTCP, SMC) carry connections
     * that the rules for TCP do not see.
     */
    private void sockets(int number, NetworkAccess.Reach reach) {
        switch (reach) {
            case NOTHING -> answer(number, REFUSE);
            case PORTS -> block(number, body -> body.allowSockets(List.of(STREAM), 0, TCP));
            case ANYWHERE ->
                    block(
                            number,
                            body -> body.allowSockets(List.of(STREAM, DATAGRAM), 0, TCP, UDP));
        }
    }

    private void allowSockets(List<Integer> kinds, int... protocols) {
        loadArgument(0);
        refuseAllBut(INET, INET6);
        loadArgument(1);
        add(AND, KIND);
        refuseAllBut(kinds.stream().mapToInt(Integer::intValue).toArray());
        loadArgument(2);
        refuseAllBut(protocols);
        add(RETURN, ALLOW);
    }

    /** Goes on when the loaded value is one of these. */
    private void refuseAllBut(int... values) {
        for (int i = 0; i < values.length; i++) {
            add(JUMP_IF_EQUAL, values.length - i, 0, values[i]);
        }
        add(RETURN, REFUSE);
    }

    /**
     * What is asked of one call only.
     *
     * @param body ends in an answer whichever way it goes, because the number is not loaded then
     */
    private void block(int number, Consumer<SystemCallFilter> body) {
        SystemCallFilter inside = new SystemCallFilter(architecture);
        body.accept(inside);
        byte[] instructions = inside.program.toByteArray();
        add(JUMP_IF_EQUAL, 0, instructions.length / INSTRUCTION, number);
        program.writeBytes(instructions);
    }

    /** The lower half of an argument: all the kernel looks at in those that are asked for here. */
    private void loadArgument(int index) {
        add(LOAD, ARGUMENTS + 8 * index);
    }

    private void add(short code, int value) {
        add(code, 0, 0, value);
    }

    /**
     * @param yes how many instructions are left out when the condition holds
     * @param no and when it does not
     */
    private void add(short code, int yes, int no, int value) {
        program.writeBytes(
                ByteBuffer.allocate(INSTRUCTION)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort(code)
                        .put((byte) yes)
                        .put((byte) no)
                        .putInt(value)
                        .array());
    }

    private static List<String> table() {
        try (InputStream table = SystemCallFilter.class.getResourceAsStream(TABLE)) {
            String text =
                    new String(
                            Objects.requireNonNull(table, TABLE).readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
