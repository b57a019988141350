package dev.mcpk8s.commandline;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.FilterCall;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.kubectl.KubectlReader;
import dev.mcpk8s.commandline.lexer.Lexer;
import dev.mcpk8s.commandline.lexer.Word;
import dev.mcpk8s.commandline.tool.ToolReaders;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a command line: lexer, tool, verb, flags, and at the end a {@link Command}. */
@Singleton
public final class CommandParser {

    private static final Pattern ASSIGNMENT =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

    private final KubectlReader kubectl = new KubectlReader();
    private final ToolReaders tools;

    /** One that reads by the tools' own tables. */
    public CommandParser() {
        this(new ToolReaders());
    }

    @Inject
    CommandParser(ToolReaders tools) {
        this.tools = tools;
    }

    /**
     * @param tool the tool the endpoint names; null when the text must start with one
     * @param files the request's files, by relative path: {@code -o jsonpath-file=} reads them here
     * @param stdin standard input, which may be what the rules have to look at
     * @throws CommandException {@link ErrorCode#COMMAND_INVALID} or {@link
     *     ErrorCode#COMMAND_REFUSED} when it cannot or may not run, {@link ErrorCode#UNKNOWN_TOOL}
     *     when it starts with no known tool, {@link ErrorCode#USAGE} for kubectl's own usage errors
     */
    public Command parse(
            @Nullable Tool tool, CommandText text, Map<String, byte[]> files, byte[] stdin) {
        return parseLine(tool, text, files, stdin).command();
    }

    /**
     * The same with the filters behind it.
     *
     * @throws CommandException as above; whether there is such a filter is not looked at
     */
    public CommandLine parseLine(
            @Nullable Tool tool, CommandText text, Map<String, byte[]> files, byte[] stdin) {
        List<List<String>> pipe = pipe(text);
        List<String> words = pipe.getFirst();
        Tool asked = tool(tool, words);
        List<String> line =
                !words.isEmpty() && words.getFirst().equals(asked.command())
                        ? words.subList(1, words.size())
                        : words;
        Command command =
                switch (asked) {
                    case KUBECTL -> kubectl.read(line, new RequestFiles(files, stdin));
                    case HELM, ISTIOCTL, ARGOCD -> tools.read(asked, line);
                };
        return new CommandLine(command, filters(pipe));
    }

    private static List<FilterCall> filters(List<List<String>> pipe) {
        return pipe.stream()
                .skip(1)
                .map(words -> new FilterCall(words.getFirst(), words.subList(1, words.size())))
                .toList();
    }

    private static List<List<String>> pipe(CommandText text) {
        List<List<String>> pipe =
                switch (text) {
                    case CommandText.Line(String line) ->
                            Lexer.pipe(line).stream()
                                    .map(CommandParser::withoutAssignments)
                                    .toList();
                    case CommandText.Words(List<String> given) -> List.of(given);
                };
        for (List<String> words : pipe) {
            checkCharacters(words);
        }
        return pipe;
    }

    private static void checkCharacters(List<String> words) {
        for (String word : words) {
            if (word.indexOf('\0') >= 0) {
                throw new CommandException(
                        ErrorCode.COMMAND_INVALID,
                        "a word of the command contains a NUL character, which no argument can");
            }
        }
    }

    private static List<String> withoutAssignments(List<Word> words) {
        if (!words.isEmpty() && ASSIGNMENT.matcher(words.getFirst().text()).matches()) {
            throw new CommandException(
                    ErrorCode.COMMAND_REFUSED,
                    "the word at position "
                            + words.getFirst().position()
                            + " sets an environment variable, and no shell runs here: the command"
                            + " starts with the tool, and what it needs is in the request's fields");
        }
        return words.stream().map(Word::text).toList();
    }

    private static Tool tool(@Nullable Tool named, List<String> words) {
        if (named == null && words.isEmpty()) {
            throw new CommandException(
                    ErrorCode.COMMAND_INVALID,
                    "the command is empty; it starts with one of " + toolNames());
        }
        Optional<Tool> first = words.isEmpty() ? Optional.empty() : Tool.named(words.getFirst());
        if (named == null) {
            return first.orElseThrow(
                    () ->
                            new CommandException(
                                    ErrorCode.UNKNOWN_TOOL,
                                    "there is no tool \""
                                            + words.getFirst()
                                            + "\"; the command starts with one of "
                                            + toolNames()));
        }
        if (first.isPresent() && first.get() != named) {
            throw new CommandException(
                    ErrorCode.COMMAND_REFUSED,
                    "this runs "
                            + named.command()
                            + ", but the command starts with \""
                            + words.getFirst()
                            + "\": send it to "
                            + words.getFirst()
                            + "'s own address, or call that tool");
        }
        return named;
    }

    private static String toolNames() {
        return Arrays.stream(Tool.values()).map(Tool::command).collect(Collectors.joining(", "));
    }
}
