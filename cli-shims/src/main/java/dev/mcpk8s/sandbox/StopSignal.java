package dev.mcpk8s.sandbox;

/** How somebody outside ends a run early: a time limit, the caller, a reader that went away. */
@FunctionalInterface
public interface StopSignal {

    /** A run that nobody ends early. */
    StopSignal NEVER = action -> () -> {};

    /** An action waiting for the signal; closing it forgets the action. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Runs the action on the signal, or at once when it was given already. The action never blocks.
     */
    Registration onStop(Runnable action);
}
