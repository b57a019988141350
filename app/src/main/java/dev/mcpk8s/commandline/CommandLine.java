package dev.mcpk8s.commandline;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.FilterCall;
import java.util.List;

/**
 * A command line that was read.
 *
 * @param filters what its output goes through, in order; empty where there is no pipe
 */
public record CommandLine(Command command, List<FilterCall> filters) {

    public CommandLine {
        filters = List.copyOf(filters);
    }
}
