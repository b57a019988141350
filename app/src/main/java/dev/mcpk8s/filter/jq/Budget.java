package dev.mcpk8s.filter.jq;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;

/**
 * What a program may use for one input: steps, memory, and nested calls. It is also where a running
 * program notices that it is to stop.
 *
 * <p>Memory is counted when values are made. What a loop made in one round is forgotten after it,
 * but for what somebody {@linkplain #keep keeps}.
 */
final class Budget {

    /** Some seconds of work. */
    static final long MOST_STEPS = 30_000_000;

    static final long MOST_BYTES = 256L << 20;

    /** Evaluations inside one another; a thread's stack holds more. */
    static final int DEEPEST = 1_200;

    private static final int LOOK_EVERY = 4_096;

    private final Cancellation cancellation;
    private long steps;
    private long nextLook = LOOK_EVERY;
    private long made;
    private long kept;
    private int depth;

    Budget(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** The next input has all of it again. */
    void restart() {
        steps = 0;
        nextLook = LOOK_EVERY;
        made = 0;
        kept = 0;
        depth = 0;
        cancellation.throwIfCancelled();
    }

    /**
     * @throws CommandException when the program is to stop
     */
    void step(long count) {
        steps += count;
        if (steps >= nextLook) {
            cancellation.throwIfCancelled();
            nextLook = steps + LOOK_EVERY;
            if (steps > MOST_STEPS) {
                throw failed("the program does not end within " + MOST_STEPS + " steps");
            }
        }
    }

    void enter() {
        step(1);
        if (++depth > DEEPEST) {
            throw tooDeep();
        }
    }

    void leave() {
        depth--;
    }

    /** Counts what was made newly, and the work to make it. */
    void make(long bytes) {
        made += bytes;
        step(bytes >> 6);
        check();
    }

    /**
     * Counts what outlives the round of a loop in which it was made; negative when it became less.
     */
    void keep(long bytes) {
        kept += bytes;
        check();
    }

    /** What was kept is let go. */
    void release(long bytes) {
        kept -= bytes;
    }

    long made() {
        return made;
    }

    /** A round of a loop is over. */
    void forget(long madeBefore) {
        made = madeBefore;
    }

    private void check() {
        if (made + kept > MOST_BYTES) {
            throw Value.tooHeavy();
        }
    }

    static CommandException tooDeep() {
        return failed("the program calls itself too often without coming back");
    }

    private static CommandException failed(String reason) {
        return new CommandException(ErrorCode.COMMAND_FAILED, "jq: " + reason);
    }
}
