package dev.mcpk8s.error;

/**
 * The only failure a caller sees: a stable code and a sentence that says what to do.
 *
 * <p>The message never carries anything of a kubeconfig or a Secret. It has no stack trace: it
 * tells of the caller's situation, not of ours.
 */
public class CommandException extends RuntimeException {

    private final ErrorCode code;
    private final boolean verbatim;

    public CommandException(ErrorCode code, String message) {
        this(code, message, false);
    }

    /**
     * @param verbatim whether the message is printed as it is; otherwise kubectl's {@code error: }
     *     stands before it (kubectl: {@code pkg/cmd/util/helpers.go}, {@code checkErr})
     */
    protected CommandException(ErrorCode code, String message, boolean verbatim) {
        super(message, null, false, false);
        this.code = code;
        this.verbatim = verbatim;
    }

    /** A failure whose text is complete as it stands. */
    public static CommandException verbatim(ErrorCode code, String message) {
        return new CommandException(code, message, true);
    }

    /** A usage mistake: kubectl's words, exit code 1, the cluster untouched. */
    public static CommandException usage(String message) {
        return new CommandException(ErrorCode.USAGE, message);
    }

    public ErrorCode code() {
        return code;
    }

    /** Whether the message is printed without kubectl's {@code error: }. */
    public boolean isVerbatim() {
        return verbatim;
    }

    /** The exit code of a command that failed so; a subclass may know better than the code. */
    public ExitStatus exitStatus() {
        return new ExitStatus(code.exitStatus());
    }

    /** The same failure, with more to say. */
    public CommandException with(String more) {
        return new CommandException(code, text() + more, verbatim);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
