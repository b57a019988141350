package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;

/** What {@code rollout status} and {@code rollout history} check alike, and before all else. */
final class RolloutArguments {

    private RolloutArguments() {}

    /** Whether the objects come from files, which are not native. */
    static boolean areFiles(ParsedFlags flags) {
        return flags.isGiven("filename") || !flags.text("kustomize").isEmpty();
    }

    /**
     * @throws CommandException in kubectl's words
     */
    static void check(ParsedFlags flags) {
        if (flags.arguments().isEmpty()) {
            throw CommandException.usage("required resource not specified");
        }
        if (flags.number("revision") < 0) {
            throw CommandException.usage(
                    "revision must be a positive integer: " + flags.number("revision"));
        }
    }
}
