package dev.mcpk8s.execution;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;

/** What changes a cluster is never run a second time for the rest of its output. */
@Singleton
final class RepeatGuard implements CommandGuard {

    @Override
    public void check(Command command, CommandRequest request) {
        boolean harmless = command.effect() == Effect.READ || command.effect() == Effect.LOCAL;
        if (request.options().repeats() && !harmless) {
            throw new CommandException(
                    ErrorCode.COMMAND_REFUSED,
                    "the rest of an answer is had by running its command again, and this one"
                            + " changes things; ask for a larger part at once, or read what it did"
                            + " with a command that only reads");
        }
    }
}
