package dev.mcpk8s.gotemplate;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;

/**
 * What one execution of a template may take. Go knows no such limits: a template there may run and
 * grow until somebody stops the program.
 */
final class Budget {

    /** The longest text that a function may make, in bytes. */
    static final int LONGEST_TEXT = 8 * 1024 * 1024;

    private static final long STEPS = 50_000_000;
    private static final long RETAINED = 4L * LONGEST_TEXT;

    private final Runnable checkpoint;
    private long steps;
    private long retained;

    /**
     * @param checkpoint called now and then; throws when the command is to stop
     */
    Budget(Runnable checkpoint) {
        this.checkpoint = checkpoint;
    }

    /** One more thing is done. */
    void step() {
        if ((++steps & 0xFFFF) == 0) {
            checkpoint.run();
            if (steps > STEPS) {
                throw exceeded("takes more than " + STEPS + " steps");
            }
        }
    }

    /** A value is kept: in a variable, or as an argument of a call that has not ended. */
    void keep(Value value) {
        retained += size(value);
        if (retained > RETAINED) {
            throw exceeded("keeps more than " + RETAINED + " bytes of text");
        }
    }

    /** A value is kept no longer. */
    void release(Value value) {
        retained -= size(value);
    }

    static CommandException exceeded(String what) {
        return new CommandException(
                ErrorCode.COMMAND_FAILED, "the template " + what + "; make it simpler");
    }

    private static long size(Value value) {
        return value.unboxed() instanceof Value.Text(String bytes) ? bytes.length() : 0;
    }
}
