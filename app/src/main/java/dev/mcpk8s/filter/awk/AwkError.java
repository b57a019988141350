package dev.mcpk8s.filter.awk;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;

/** What awk says when a program cannot be read or goes wrong. */
final class AwkError {

    private AwkError() {}

    /** The program cannot be read, or asks for what is not here. */
    static CommandException refused(String reason) {
        return new CommandException(ErrorCode.COMMAND_REFUSED, "awk: " + reason);
    }

    /** The program went wrong while it ran. */
    static CommandException failed(String reason) {
        return new CommandException(ErrorCode.COMMAND_FAILED, "awk: " + reason);
    }
}
