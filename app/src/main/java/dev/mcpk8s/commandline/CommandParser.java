package dev.mcpk8s.commandline;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        List<String> words =
                switch (text) {
                    case CommandText.Line(String line) ->
                            Arrays.stream(line.strip().split("\\s+"))
                                    .filter(word -> !word.isEmpty())
                                    .toList();
                    case CommandText.Words(List<String> given) -> given;
                };
        Optional<Tool> first = words.isEmpty() ? Optional.empty() : Tool.named(words.getFirst());
        if (first.isPresent() && (tool == null || first.get() == tool)) {
            return new ToolCommand(first.get(), Effect.DELETE, words.subList(1, words.size()));
        }
        if (tool == null) {
            throw new CommandException(
                    ErrorCode.UNKNOWN_TOOL, "the tools are kubectl, helm, istioctl, argocd");
        }
        return new ToolCommand(tool, Effect.DELETE, words);
    }
}
