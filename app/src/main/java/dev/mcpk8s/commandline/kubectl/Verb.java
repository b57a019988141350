package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.Effect;
import dev.mcpk8s.commandline.flag.ParsedFlags;

/** Where a verb runs. */
sealed interface Verb {

    /** What it may do to a cluster. */
    Effect effect();

    /** Inside the service; forms that its syntax leaves out run in the sandbox. */
    record Native(VerbSyntax<?> syntax, Effect effect) implements Verb {}

    /**
     * In the sandbox, by the real kubectl.
     *
     * @param check finds mistakes for which no kubectl has to be started
     */
    record Sandboxed(Effect effect, UsageCheck check) implements Verb {}

    /** Looks at a line before it is run. */
    @FunctionalInterface
    interface UsageCheck {

        /** Leaves every mistake to kubectl. */
        UsageCheck NONE = (verb, flags) -> {};

        /**
         * @throws dev.mcpk8s.error.CommandException in kubectl's words
         */
        void check(String verb, ParsedFlags flags);
    }

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
