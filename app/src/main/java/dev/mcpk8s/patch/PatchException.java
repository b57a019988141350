package dev.mcpk8s.patch;

/**
 * A patch cannot be computed. The text is kubectl's (apimachinery: {@code mergepatch/errors.go});
 * the caller decides whether that ends a command or another way is tried.
 */
public final class PatchException extends Exception {

    PatchException(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
