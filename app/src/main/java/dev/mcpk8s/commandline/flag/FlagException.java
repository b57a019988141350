package dev.mcpk8s.commandline.flag;

/** A flag that cannot be read, in the words of pflag or of Go's strconv. */
public final class FlagException extends RuntimeException {

    public FlagException(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
