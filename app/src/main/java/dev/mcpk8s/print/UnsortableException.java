package dev.mcpk8s.print;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;

/**
 * A field to sort by holds what has no order. kubectl ends at once then, whatever else there is to
 * print or to tell, with a line of its log, whose time and process differ from run to run.
 */
public final class UnsortableException extends CommandException {

    UnsortableException(String place, String message) {
        super(ErrorCode.COMMAND_FAILED, LogLine.of('F', place, message), true);
    }
}
