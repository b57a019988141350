package dev.mcpk8s.sandbox;

/** The system calls that the sandbox itself makes, by their numbers. */
enum SystemCall {
    CLOSE(3, 57),
    GETPID(39, 172),
    WAIT4(61, 260),
    CAPSET(126, 91),
    PRCTL(157, 167),
    OPENAT(257, 56),
    PIPE2(293, 59),
    PRLIMIT64(302, 261),
    CLOSE_RANGE(436, 436),
    LANDLOCK_CREATE_RULESET(444, 444),
    LANDLOCK_ADD_RULE(445, 445),
    LANDLOCK_RESTRICT_SELF(446, 446);

    private final int onX86;
    private final int onArm;

    SystemCall(int onX86, int onArm) {
        this.onX86 = onX86;
        this.onArm = onArm;
    }

    int number(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> onX86;
            case AARCH64 -> onArm;
        };
    }
}
