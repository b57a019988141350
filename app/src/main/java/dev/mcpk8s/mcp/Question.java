package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.commandline.CommandText;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.execution.CommandRequest;
import dev.mcpk8s.stream.BufferedOutput;
import dev.mcpk8s.stream.CommandResult;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked before a command runs: the command word for word, where it would run, and
 * what it would do, as far as a rehearsal can tell.
 */
record Question(CommandEngine engine, Command command, CommandRequest request) {

    private static final Duration REHEARSED_WITHIN = Duration.ofSeconds(30);
    private static final int LONGEST_COMMAND = 1_000;
    private static final int LONGEST_REHEARSAL = 4_000;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./\\[\\]{}~^#-]+");

    /**
     * Runs the rehearsal, where there is one.
     *
     * @param cancellation of the call; ends the rehearsal too
     * @throws dev.mcpk8s.error.CommandException when the call ended meanwhile
     */
    String text(Cancellation cancellation) {
        StringBuilder text = new StringBuilder("Run this command?\n\n");
        text.append(cut(words(), LONGEST_COMMAND)).append('\n');
        append(text, "context: ", request.target().context());
        append(text, "namespace: ", request.target().namespace());
        if (!command.consequence().rehearsal().isEmpty()) {
            text.append('\n').append(rehearsal(cancellation));
        }
        return readable(text.toString());
    }

    private static void append(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(name).append(cut(value, 253)).append('\n');
        }
    }

    /** On one line, so that no part of it can pass for another part of the question. */
    private String words() {
        String line =
                switch (request.text()) {
                    case CommandText.Words(List<String> words) -> quoted(words);
                    case CommandText.Line(String typed) ->
                            command instanceof ToolCommand tool
                                    ? tool.tool().command() + " " + quoted(tool.arguments())
                                    : typed;
                };
        return line.replace('\n', '⏎');
    }

    private static String quoted(List<String> words) {
        return words.stream()
                .map(word -> PLAIN.matcher(word).matches() ? word : quoted(word))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** What the rehearsal said; its failure is told too, because the command may fail likewise. */
    private String rehearsal(Cancellation cancellation) {
        Tool tool = command.tool();
        CommandRequest rehearsed =
                request.instead(
                        tool,
                        new CommandText.Words(command.consequence().rehearsal()),
                        request.options().timeout().compareTo(REHEARSED_WITHIN) < 0
                                ? request.options().timeout()
                                : REHEARSED_WITHIN);
        BufferedOutput output = new BufferedOutput(LONGEST_REHEARSAL);
        Cancellation own = new Cancellation();
        try (Cancellation.Registration _ =
                cancellation.onCancel(() -> own.cancel(ErrorCode.CANCELLED))) {
            engine.run(rehearsed, output, own);
        }
        cancellation.throwIfCancelled();
        CommandResult result = output.result();
        String said = result.output() + (result.error() == null ? "" : result.error());
        return (result.success() ? "It would do this:\n" : "A dry run of it failed:\n")
                + (said.isBlank() ? "(nothing is hit)\n" : said)
                + (result.truncated() == null
                        ? ""
                        : "… (" + result.truncated().totalBytes() + " bytes in all)\n");
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest) + "… (" + text.length() + " characters in all)";
    }

    /** Without characters that make a screen show something else than what is there. */
    static String readable(String text) {
        StringBuilder readable = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            int kind = Character.getType(c);
                            boolean hides =
                                    kind == Character.CONTROL
                                            || kind == Character.FORMAT
                                            || kind == Character.SURROGATE
                                            || kind == Character.LINE_SEPARATOR
                                            || kind == Character.PARAGRAPH_SEPARATOR;
                            readable.appendCodePoint(hides && c != '\n' ? '\ufffd' : c);
                        });
        return readable.toString();
    }
}
