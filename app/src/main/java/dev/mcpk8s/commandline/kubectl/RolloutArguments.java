package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;

/** What {@code rollout status} and {@code rollout history} check alike, and before all else. */
final class RolloutArguments {

    private RolloutArguments() {}

    /**
     * @throws CommandException in kubectl's words
     */
    static void check(ParsedFlags flags, FileArguments files) {
        if (flags.arguments().isEmpty() && files.isEmpty()) {
            throw CommandException.usage("required resource not specified");
        }
        if (flags.number("revision") < 0) {
            throw CommandException.usage(
                    "revision must be a positive integer: " + flags.number("revision"));
        }
        if (!files.isEmpty()) {
            ResourceArguments.checkBesideFiles(flags.arguments());
        }
    }
}
