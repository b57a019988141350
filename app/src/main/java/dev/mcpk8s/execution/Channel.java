package dev.mcpk8s.execution;

import java.util.Locale;

/** The two streams a command writes. */
public enum Channel {
    STDOUT,
    STDERR;

    /** As it stands in answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
