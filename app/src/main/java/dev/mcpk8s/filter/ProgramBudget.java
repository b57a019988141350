package dev.mcpk8s.filter;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;

/**
 * What a program behind a pipe (awk, jq) may use for one record of its input: steps, and memory for
 * what it makes and keeps. It is also where a running program notices that it is to stop.
 */
public abstract class ProgramBudget {

    private static final int LOOK_EVERY = 4_096;

    private final Cancellation cancellation;
    private final long mostSteps;
    private final long mostBytes;
    private long steps;
    private long nextLook = LOOK_EVERY;
    private long made;
    private long kept;

    protected ProgramBudget(Cancellation cancellation, long mostSteps, long mostBytes) {
        this.cancellation = cancellation;
        this.mostSteps = mostSteps;
        this.mostBytes = mostBytes;
    }

    /** Why the program ends, in the words of its language. */
    protected abstract CommandException failed(String reason);

    /** The next record has all steps again; what was kept is kept. */
    public void restart() {
        steps = 0;
        nextLook = LOOK_EVERY;
        made = 0;
        cancellation.throwIfCancelled();
    }

    /**
     * @throws CommandException when the program is to stop
     */
    public final void step(long count) {
        steps += count;
        if (steps >= nextLook) {
            cancellation.throwIfCancelled();
            nextLook = steps + LOOK_EVERY;
            if (steps > mostSteps) {
                throw failed("the program does not end within " + mostSteps + " steps");
            }
        }
    }

    /** Counts what was made newly, and the work to make it. */
    public final void make(long bytes) {
        made += bytes;
        step(bytes >> 6);
        check();
    }

    /** Counts what outlives the statement that made it; negative when it became less. */
    public final void keep(long bytes) {
        kept += bytes;
        check();
    }

    /** What was made so far. */
    public final long made() {
        return made;
    }

    /** What was made since then is garbage. */
    public final void forget(long madeBefore) {
        made = madeBefore;
    }

    /** Nothing is kept any more. */
    protected final void letGo() {
        kept = 0;
    }

    private void check() {
        if (made + kept > mostBytes) {
            throw tooHeavy();
        }
    }

    protected CommandException tooHeavy() {
        return failed("the program needs more than " + mostBytes + " bytes");
    }
}
