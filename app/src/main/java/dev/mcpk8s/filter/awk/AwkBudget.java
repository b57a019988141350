package dev.mcpk8s.filter.awk;

import dev.mcpk8s.command.Cancellation;

/**
 * What a program may use: steps for one record, memory for what it makes in one statement and for
 * what it keeps. It is also where a running program notices that it is to stop.
 */
final class AwkBudget {

    /** A second or a few of work. */
    static final long MOST_STEPS = 20_000_000;

    static final long MOST_BYTES = 64L << 20;

    private static final int LOOK_EVERY = 4_096;

    private final Cancellation cancellation;
    private long steps;
    private long nextLook = LOOK_EVERY;
    private long made;
    private long kept;

    AwkBudget(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** The next record has all steps again. */
    void restart() {
        steps = 0;
        nextLook = LOOK_EVERY;
        made = 0;
        cancellation.throwIfCancelled();
    }

    /** What a statement makes it may let go at its end. */
    void statement() {
        made = 0;
        step(1);
    }

    void step(long count) {
        steps += count;
        if (steps >= nextLook) {
            cancellation.throwIfCancelled();
            nextLook = steps + LOOK_EVERY;
            if (steps > MOST_STEPS) {
                throw AwkError.failed("the program does not end within " + MOST_STEPS + " steps");
            }
        }
    }

    /** Counts what was made newly, and the work to make it. */
    void make(long bytes) {
        made += bytes;
        step(bytes >> 6);
        check();
    }

    /** Counts what a variable or an array keeps; negative when it became less. */
    void keep(long bytes) {
        kept += bytes;
        check();
    }

    private void check() {
        if (made + kept > MOST_BYTES) {
            throw AwkError.failed("the program needs more than " + MOST_BYTES + " bytes");
        }
    }
}
