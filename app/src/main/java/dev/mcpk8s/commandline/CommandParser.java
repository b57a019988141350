package dev.mcpk8s.commandline;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a command line: lexer, tool, verb, flags, and at the end a {@link Command}. */
@Singleton
public final class CommandParser {

    /**
     * @param tool the tool the endpoint names; null when the text must start with one
     * @param files the request's files, by relative path: {@code -o jsonpath-file=} reads them here
     * @throws CommandException {@link ErrorCode#COMMAND_INVALID} or {@link
     *     ErrorCode#COMMAND_REFUSED} when it cannot or may not run, {@link ErrorCode#UNKNOWN_TOOL}
     *     when it starts with no known tool, {@link ErrorCode#USAGE} for kubectl's own usage errors
     */
    public Command parse(@Nullable Tool tool, CommandText text, Map<String, byte[]> files) {
        throw new CommandException(ErrorCode.INTERNAL, "not built yet");
    }
}
