package dev.mcpk8s.sandbox;

import java.io.IOException;
import java.util.Locale;

/** The kernel or the C library said no. */
final class KernelException extends IOException {

    private static final long serialVersionUID = 1L;

    static final int EPERM = 1;
    static final int ESRCH = 3;
    static final int EINTR = 4;

    private final int error;

    KernelException(String call, int error) {
        super(call.toLowerCase(Locale.ROOT) + ": error " + error);
        this.error = error;
    }

    /** The number of {@code errno}. */
    int error() {
        return error;
    }
}
