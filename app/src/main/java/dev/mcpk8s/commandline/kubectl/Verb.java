package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.Effect;

/** Where a verb runs. */
sealed interface Verb {

    /** What it may do to a cluster. */
    Effect effect();

    /** Inside the service; forms that its syntax leaves out run in the sandbox. */
    record Native(VerbSyntax<?> syntax, Effect effect) implements Verb {}

    /** In the sandbox, by the real kubectl. */
    record Sandboxed(Effect effect) implements Verb {}

    /**
     * Nowhere.
     *
     * @param instead why, and what to do instead
     */
    record Refused(String instead) implements Verb {
        @Override
        public Effect effect() {
            return Effect.LOCAL;
        }
    }
}
