package dev.mcpk8s.command;

import java.util.Locale;

/** Where a command runs: inside the service, or as an external program in the sandbox. */
public enum Execution {
    NATIVE,
    SUBPROCESS;

    /** As it stands in answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
