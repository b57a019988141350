package dev.mcpk8s.filter.jq;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.filter.ProgramBudget;

/**
 * What a program may use for one input; nested calls are counted too.
 *
 * <p>Memory is counted when values are made. What a loop made in one round is forgotten after it,
 * but for what somebody {@linkplain #keep keeps}.
 */
final class Budget extends ProgramBudget {

    /** Some seconds of work. */
    static final long MOST_STEPS = 30_000_000;

    static final long MOST_BYTES = 256L << 20;

    /** Evaluations inside one another; a thread's stack holds more. */
    static final int DEEPEST = 1_200;

    private int depth;

    Budget(Cancellation cancellation) {
        super(cancellation, MOST_STEPS, MOST_BYTES);
    }

    /** The next input has all of it again: nothing is kept from the one before. */
    @Override
    public void restart() {
        depth = 0;
        letGo();
        super.restart();
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

    @Override
    protected CommandException failed(String reason) {
        return new CommandException(ErrorCode.COMMAND_FAILED, "jq: " + reason);
    }

    @Override
    protected CommandException tooHeavy() {
        return Value.tooHeavy();
    }

    static CommandException tooDeep() {
        return new CommandException(
                ErrorCode.COMMAND_FAILED,
                "jq: the program calls itself too often without coming back");
    }
}
