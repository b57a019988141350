package dev.mcpk8s.sandbox;

/**
 * Why a program was not run, or not to its end. The message is fit for the caller: it holds nothing
 * of the arguments, the files' contents or the kubeconfig.
 */
public final class SandboxException extends RuntimeException {

    /** What kind of failure it is. */
    public enum Reason {
        /** Too many runs wait already, or this one waited too long. */
        BUSY,
        /** The caller's arguments or files cannot be handed to a program. */
        INPUT_REFUSED,
        /** The stop signal came before the program was started. */
        STOPPED,
        /** The program wrote more than is allowed and was ended. */
        OUTPUT_LIMIT,
        /** The program and what it started used more memory than is allowed and were ended. */
        MEMORY_LIMIT,
        /** The program failed after it wanted more processes than are allowed. */
        PROCESS_LIMIT,
        /** The sandbox is closed. */
        CLOSED,
        /** The operating system would not start the program. */
        NOT_STARTED,
        /** The sandbox's folder is full or cannot be written. */
        NO_ROOM
    }

    private final Reason reason;

    SandboxException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
