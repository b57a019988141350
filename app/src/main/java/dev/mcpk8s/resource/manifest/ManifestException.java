package dev.mcpk8s.resource.manifest;

/** A manifest that cannot be read; the message is Go's, without the file's name. */
public final class ManifestException extends Exception {

    ManifestException(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
