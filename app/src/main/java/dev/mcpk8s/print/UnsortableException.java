package dev.mcpk8s.print;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * A field to sort by holds what has no order. kubectl ends at once then, whatever else there is to
 * print or to tell, with a line of its log, whose time and process differ from run to run.
 */
public final class UnsortableException extends CommandException {

    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("MMdd HH:mm:ss.SSSSSS");

    UnsortableException(String place, String message) {
        super(ErrorCode.COMMAND_FAILED, logLine(place, message), true);
    }

    private static String logLine(String place, String message) {
        return "F%s %7d %s] %s"
                .formatted(
                        LOG_TIME.format(LocalDateTime.now(ZoneId.systemDefault())),
                        ProcessHandle.current().pid(),
                        place,
                        message);
    }
}
