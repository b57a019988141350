package dev.mcpk8s.error;

/** Another failure, word for word, of a command whose exit codes are its own. */
public final class StatusOverride extends CommandException {

    private final CommandException failure;
    private final ExitStatus status;

    /**
     * @param failure what is told; its own exit code does not count
     */
    public StatusOverride(CommandException failure, ExitStatus status) {
        super(failure.code(), failure.text(), failure.isVerbatim());
        this.failure = failure;
        this.status = status;
    }

    /** What is told. */
    public CommandException failure() {
        return failure;
    }

    @Override
    public ExitStatus exitStatus() {
        return status;
    }
}
