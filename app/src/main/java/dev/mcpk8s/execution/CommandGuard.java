package dev.mcpk8s.execution;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;

/** Decides on a parsed command before it runs. */
@FunctionalInterface
public interface CommandGuard {

    /**
     * @throws CommandException {@link ErrorCode#FORBIDDEN} with the rule that refuses it
     */
    void check(Command command, CommandRequest request);
}
