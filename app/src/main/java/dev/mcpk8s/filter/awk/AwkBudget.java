package dev.mcpk8s.filter.awk;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.filter.ProgramBudget;

/** What a program may use: memory for what one statement makes and for what variables keep. */
final class AwkBudget extends ProgramBudget {

    /** A second or a few of work. */
    static final long MOST_STEPS = 20_000_000;

    static final long MOST_BYTES = 64L << 20;

    AwkBudget(Cancellation cancellation) {
        super(cancellation, MOST_STEPS, MOST_BYTES);
    }

    /** What a statement makes it may let go at its end. */
    void statement() {
        forget(0);
        step(1);
    }

    @Override
    protected CommandException failed(String reason) {
        return AwkError.failed(reason);
    }
}
