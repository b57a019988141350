package dev.mcpk8s.filter.awk;

import dev.mcpk8s.error.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program's text as words. */
final class AwkLexer {

    /** More is not typed behind a pipe; and the evaluator goes as deep as an expression is long. */
    private static final int MOST_TOKENS = 2_000;

    private static final Set<String> WORDS =
            Set.of(
                    "BEGIN",
                    "END",
                    "if",
                    "else",
                    "while",
                    "for",
                    "do",
                    "break",
                    "continue",
                    "next",
                    "nextfile",
                    "exit",
                    "delete",
                    "in",
                    "print",
                    "printf",
                    "length",
                    "substr",
                    "index",
                    "split",
                    "sub",
                    "gsub",
                    "gensub",
                    "match",
                    "sprintf",
                    "tolower",
                    "toupper",
                    "int",
                    "sqrt",
                    "exp",
                    "log",
                    "sin",
                    "cos",
                    "atan2",
                    "rand",
                    "srand");

    private static final String NO_FILES = "no files are read or written here, only the pipe";
    private static final String NO_PROGRAMS = "no programs run here";
    private static final String NO_SURROUNDINGS = "nothing of the server's surroundings is shown";

    private static final Map<String, String> REFUSED =
            Map.ofEntries(
                    Map.entry("getline", NO_FILES),
                    Map.entry("close", NO_FILES),
                    Map.entry("fflush", "what is printed goes on at once"),
                    Map.entry("system", NO_PROGRAMS),
                    Map.entry("ENVIRON", NO_SURROUNDINGS),
                    Map.entry("PROCINFO", NO_SURROUNDINGS),
                    Map.entry("ARGV", NO_SURROUNDINGS),
                    Map.entry("ARGC", NO_SURROUNDINGS),
                    Map.entry("systime", "there is no clock"),
                    Map.entry("strftime", "there is no clock"),
                    Map.entry("function", "functions of one's own are not available"),
                    Map.entry("func", "functions of one's own are not available"),
                    Map.entry("RS", "a record is always a line"));

    private static final Pattern NUMBER =
            Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Longer ones first. */
    private static final Pattern OPERATOR =
            Pattern.compile(
                    "\\*\\*=|\\+\\+|--|&&|\\|\\||!~|[<>!=+*/%^-]=|\\*\\*|[-{}()\\[\\];,+*/%^!<>?:~$=]");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private AwkLexer(String text) {
        this.text = text;
    }

    /**
     * @throws CommandException for what is no word of the language
     */
    static List<Token> read(String program) {
        AwkLexer lexer = new AwkLexer(program);
        while (lexer.at < program.length()) {
            lexer.next();
            if (lexer.tokens.size() > MOST_TOKENS) {
                throw AwkError.refused("the program has more than " + MOST_TOKENS + " words");
            }
        }
        lexer.add(Token.Kind.END, "");
        return List.copyOf(lexer.tokens);
    }

    private void next() {
        char c = text.charAt(at);
        switch (c) {
            case ' ', '\t', '\r' -> at++;
            case '\n' -> {
                at++;
                add(Token.Kind.NEWLINE, "\n");
            }
            case '#' -> {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            }
            case '\\' -> continuation();
            case '"' -> string();
            case '/' -> slash();
            case '@' -> throw AwkError.refused("\"@\" is not available");
            default -> {
                if (!number() && !name() && !operator()) {
                    throw unexpected(c);
                }
            }
        }
    }

    private void continuation() {
        if (!text.startsWith("\\\n", at)) {
            throw AwkError.refused(
                    "a backslash can only stand in a string, a regular expression,"
                            + " or before the end of a line");
        }
        at += 2;
    }

    private void string() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw AwkError.refused("a string has no end");
        }
        add(Token.Kind.STRING, Escapes.string(text.substring(at + 1, end)));
        at = end + 1;
    }

    private void slash() {
        if (!tokens.isEmpty() && tokens.getLast().endsOperand()) {
            boolean _ = operator();
            return;
        }
        int end = at + 1;
        boolean bracket = false;
        while (end < text.length() && (bracket || text.charAt(end) != '/')) {
            char c = text.charAt(end);
            if (c == '\n') {
                break;
            }
            if (!bracket && c == '[') {
                bracket = true;
                end += text.startsWith("^", end + 1) ? 1 : 0;
                end += text.startsWith("]", end + 1) ? 1 : 0;
            } else if (bracket && c == ']') {
                bracket = false;
            }
            end += c == '\\' ? 2 : 1;
        }
        if (end >= text.length() || text.charAt(end) != '/') {
            throw AwkError.refused("a regular expression has no end");
        }
        add(Token.Kind.REGEX, Escapes.regex(text.substring(at + 1, end)));
        at = end + 1;
    }

    private boolean number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            return false;
        }
        add(Token.Kind.NUMBER, number.group());
        at = number.end();
        return true;
    }

    private boolean name() {
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            return false;
        }
        String word = name.group();
        String reason = REFUSED.get(word);
        if (reason != null) {
            throw AwkError.refused("\"" + word + "\" is not available: " + reason);
        }
        at = name.end();
        boolean known = WORDS.contains(word);
        if (!known && text.startsWith("(", at)) {
            throw AwkError.refused("there is no function \"" + word + "\"");
        }
        add(known ? Token.Kind.WORD : Token.Kind.NAME, word);
        return true;
    }

    private boolean operator() {
        Matcher operator = OPERATOR.matcher(text).region(at, text.length());
        if (!operator.lookingAt()) {
            return false;
        }
        String found = operator.group().replace("**", "^");
        add(Token.Kind.OPERATOR, found);
        at = operator.end();
        return true;
    }

    private static CommandException unexpected(char c) {
        return AwkError.refused(
                c == '|'
                        ? "a pipe inside a program is not available: " + NO_PROGRAMS
                        : "\"" + c + "\" cannot stand here");
    }

    private void add(Token.Kind kind, String word) {
        tokens.add(new Token(kind, word));
    }
}
