package dev.mcpk8s.commandline.lexer;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words by POSIX quoting, without a shell.
 *
 * <p>{@code '…'} is literal; in {@code "…"} a backslash quotes {@code " \ $ `} and the line end;
 * elsewhere it quotes any character; a {@code #} that starts a word begins a comment. What a shell
 * would act upon is refused with its position, never passed on as if it were text. {@code [ ] { } !
 * ~} stay as they are, and so do {@code *} and {@code ?} where they are part of an expression or of
 * an address, and no pattern for the caller's files: in a word that has a brace or an equals sign
 * ({@code jsonpath={.items[*]}}, {@code --verb=*}), starts with a slash ({@code /api/*}) or names a
 * host ({@code https://10.0.0.1/healthz?x}).
 */
public final class Lexer {

    private static final String SPECIAL_PARAMETERS = "({@*#?-$!";

    private final String line;
    private final List<List<Word>> finished = new ArrayList<>();
    private List<Word> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int at;
    private int wordStart = -1;
    private int lineBreak = -1;
    private int wildcard = -1;

    private Lexer(String line) {
        this.line = line;
    }

    /**
     * The words of each command of a pipe, which is one where no pipe is.
     *
     * @return at least one list; only the first may be empty
     * @throws CommandException {@link ErrorCode#COMMAND_INVALID} for a quote that is never closed
     *     and for a pipe with nothing behind or before it, {@link ErrorCode#COMMAND_REFUSED} for
     *     shell syntax
     */
    public static List<List<Word>> pipe(String line) {
        Lexer lexer = new Lexer(line);
        int lastPipe = -1;
        while (lexer.at < line.length()) {
            if (lexer.startsPipe()) {
                lastPipe = lexer.at;
                lexer.endCommand();
            } else {
                lexer.step(line.charAt(lexer.at));
            }
        }
        lexer.endWord();
        if (lastPipe >= 0 && lexer.words.isEmpty()) {
            throw emptyCommand(lastPipe, "behind");
        }
        lexer.finished.add(List.copyOf(lexer.words));
        return List.copyOf(lexer.finished);
    }

    /** A pipe of standard output alone; others are refused like all shell syntax. */
    private boolean startsPipe() {
        if (line.charAt(at) != '|') {
            return false;
        }
        char next = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
        return next != '|' && next != '&';
    }

    private void endCommand() {
        endWord();
        if (words.isEmpty()) {
            throw emptyCommand(at, "before");
        }
        if (lineBreak >= 0) {
            throw ShellSyntax.lineBreak(lineBreak);
        }
        finished.add(List.copyOf(words));
        words = new ArrayList<>();
        at++;
    }

    private static CommandException emptyCommand(int pipe, String side) {
        return new CommandException(
                ErrorCode.COMMAND_INVALID,
                "there is no command " + side + " the pipe at position " + (pipe + 1));
    }

    private void step(char c) {
        switch (c) {
            case ' ', '\t' -> {
                endWord();
                at++;
            }
            case '\n', '\r' -> endLine();
            case '#' -> comment();
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '\\' -> escaped();
            case '$' -> dollar(false);
            case '*', '?' -> wildcard(c);
            case '`', ';', '&', '|', '<', '>', '(', ')' -> throw ShellSyntax.refused(line, at);
            default -> literal(c);
        }
    }

    private void literal(char c) {
        startWord();
        word.append(c);
        at++;
    }

    private void wildcard(char c) {
        wildcard = wildcard < 0 ? at : wildcard;
        literal(c);
    }

    private void startWord() {
        if (wordStart >= 0) {
            return;
        }
        if (lineBreak >= 0) {
            throw ShellSyntax.lineBreak(lineBreak);
        }
        wordStart = at;
    }

    private void endWord() {
        if (wordStart >= 0) {
            String text = word.toString();
            if (wildcard >= 0 && !isExpression(text)) {
                throw ShellSyntax.refused(line, wildcard);
            }
            words.add(new Word(text, wordStart + 1));
            word.setLength(0);
            wordStart = -1;
            wildcard = -1;
        }
    }

    private static boolean isExpression(String word) {
        return word.startsWith("/")
                || word.contains("://")
                || word.indexOf('{') >= 0
                || word.indexOf('=') >= 0;
    }

    /** A line break ends the command; only blanks and comments may follow, but behind a pipe. */
    private void endLine() {
        endWord();
        if (!words.isEmpty() && lineBreak < 0) {
            lineBreak = at;
        }
        at++;
    }

    private void comment() {
        if (wordStart >= 0) {
            literal('#');
            return;
        }
        while (at < line.length() && line.charAt(at) != '\n') {
            at++;
        }
    }

    private void singleQuoted() {
        startWord();
        int end = line.indexOf('\'', at + 1);
        if (end < 0) {
            throw unclosed("single", at);
        }
        word.append(line, at + 1, end);
        at = end + 1;
    }

    private void doubleQuoted() {
        startWord();
        int open = at++;
        while (at < line.length()) {
            char c = line.charAt(at);
            switch (c) {
                case '"' -> {
                    at++;
                    return;
                }
                case '\\' -> escapedInQuotes();
                case '$' -> dollar(true);
                case '`' -> throw ShellSyntax.refused(line, at);
                default -> literal(c);
            }
        }
        throw unclosed("double", open);
    }

    private void escaped() {
        int skipped = lineContinuation();
        if (skipped > 0) {
            at += skipped;
            return;
        }
        if (at + 1 == line.length()) {
            throw new CommandException(
                    ErrorCode.COMMAND_INVALID,
                    "the backslash at position " + (at + 1) + " ends the line and quotes nothing");
        }
        startWord();
        word.append(line.charAt(at + 1));
        at += 2;
    }

    private void escapedInQuotes() {
        int skipped = lineContinuation();
        if (skipped > 0) {
            at += skipped;
            return;
        }
        if (at + 1 < line.length() && "\"\\$`".indexOf(line.charAt(at + 1)) >= 0) {
            at++;
        }
        literal(line.charAt(at));
    }

    /** How many characters a backslash and a line break take here; 0 when there is none. */
    private int lineContinuation() {
        if (line.startsWith("\\\n", at)) {
            return 2;
        }
        return line.startsWith("\\\r\n", at) ? 3 : 0;
    }

    private void dollar(boolean quoted) {
        char next = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
        boolean name = next == '_' || (next < 128 && Character.isLetterOrDigit(next));
        boolean bashQuoting = !quoted && (next == '\'' || next == '"');
        if (name || bashQuoting || SPECIAL_PARAMETERS.indexOf(next) >= 0) {
            throw ShellSyntax.refused(line, at);
        }
        literal('$');
    }

    private static CommandException unclosed(String kind, int open) {
        return new CommandException(
                ErrorCode.COMMAND_INVALID,
                "the " + kind + " quote at position " + (open + 1) + " is never closed");
    }
}
