package dev.mcpk8s.filter.jq;

import org.jspecify.annotations.Nullable;

/** Goes back to a label, or to a loop that has enough. */
final class BreakSignal extends RuntimeException {

    private final transient @Nullable Object target;

    BreakSignal(@Nullable Object target) {
        super(null, null, false, false);
        this.target = target;
    }

    /** Ends here if it is meant for this one. */
    void rethrowUnless(Object mine) {
        if (target != mine) {
            throw this;
        }
    }
}
