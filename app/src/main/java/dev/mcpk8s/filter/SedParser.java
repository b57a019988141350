package dev.mcpk8s.filter;

import com.google.re2j.Pattern;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.filter.SedCommand.Address;
import dev.mcpk8s.filter.SedCommand.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a script of {@code sed}. */
final class SedParser {

    private static final int MOST_COMMANDS = 100;

    private final String script;
    private final PosixPattern.Syntax syntax;
    private int at;

    private SedParser(String script, PosixPattern.Syntax syntax) {
        this.script = script;
        this.syntax = syntax;
    }

    /**
     * @throws CommandException for what is no script, or not one that runs here
     */
    static List<SedCommand> parse(String script, boolean extended) {
        SedParser parser =
                new SedParser(
                        script,
                        extended ? PosixPattern.Syntax.EXTENDED : PosixPattern.Syntax.BASIC);
        List<SedCommand> commands = new ArrayList<>();
        while (parser.skipSeparators()) {
            commands.add(parser.command());
            if (commands.size() > MOST_COMMANDS) {
                throw Options.refused(
                        "sed", "the script has more than " + MOST_COMMANDS + " commands");
            }
        }
        return commands;
    }

    private boolean skipSeparators() {
        while (at < script.length() && " \t\n;".indexOf(script.charAt(at)) >= 0) {
            at++;
        }
        return at < script.length();
    }

    private char peek() {
        return at < script.length() ? script.charAt(at) : '\0';
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private SedCommand command() {
        Address first = address(false);
        Address second = null;
        skipBlanks();
        if (first != null && peek() == ',') {
            at++;
            skipBlanks();
            second = address(true);
            if (second == null) {
                throw wrong("there is no address behind the comma");
            }
        }
        skipBlanks();
        boolean negated = false;
        while (peek() == '!') {
            negated = true;
            at++;
            skipBlanks();
        }
        return new SedCommand(first, second, negated, action());
    }

    private @Nullable Address address(boolean second) {
        char c = peek();
        if (c == '$') {
            at++;
            return new Address.Last();
        }
        if (c == '/' || c == '\\') {
            if (c == '\\') {
                at++;
            }
            String pattern = delimited(script.charAt(at++));
            boolean ignoreCase = peek() == 'I';
            at += ignoreCase ? 1 : 0;
            return new Address.Pattern(compile(pattern, ignoreCase));
        }
        if (second && c == '+') {
            at++;
            return new Address.Following(number());
        }
        if (!Character.isDigit(c)) {
            return null;
        }
        long line = number();
        if (peek() == '~') {
            at++;
            return new Address.Step(line, number());
        }
        return new Address.LineNumber(line);
    }

    private int occurrence() {
        long typed = number();
        if (typed == 0) {
            throw wrong("the number of a match is counted from 1");
        }
        return (int) Math.min(Integer.MAX_VALUE, typed);
    }

    private long number() {
        int start = at;
        while (Character.isDigit(peek())) {
            at++;
        }
        return Options.count("sed", script.substring(start, at));
    }

    private SedCommand.Action action() {
        char c = peek();
        at++;
        return switch (c) {
            case 'p' -> ended(new SedCommand.Print());
            case 'd' -> ended(new SedCommand.Delete());
            case 'q' -> ended(new SedCommand.Quit());
            case '=' -> ended(new SedCommand.PrintNumber());
            case 's' -> substitute();
            case 'y' -> translate();
            case '\0' -> throw wrong("a command is missing");
            default ->
                    throw wrong(
                            "the command \""
                                    + c
                                    + "\" is not available here; these are: s, p, d, q, =, y");
        };
    }

    private SedCommand.Action ended(SedCommand.Action action) {
        skipBlanks();
        if (at < script.length() && ";\n".indexOf(peek()) < 0) {
            throw wrong("\"" + script.substring(at) + "\" stands behind a command");
        }
        return action;
    }

    /** Up to the next delimiter; a quoted delimiter loses its backslash. */
    private String delimited(char delimiter) {
        StringBuilder text = new StringBuilder();
        while (at < script.length()) {
            char c = script.charAt(at++);
            if (c == delimiter) {
                return text.toString();
            }
            if (c == '\\' && at < script.length()) {
                char next = script.charAt(at++);
                if (next != delimiter) {
                    text.append(c);
                }
                text.append(next);
            } else if (c == '[' && BracketExpression.end(script, at) >= 0 && delimiter != '[') {
                int end = BracketExpression.end(script, at);
                boolean closesFirst = script.substring(at, end).indexOf(delimiter) < 0;
                text.append(c);
                if (closesFirst) {
                    text.append(script, at, end);
                    at = end;
                }
            } else {
                text.append(c);
            }
        }
        throw wrong("a command or an address has no end");
    }

    private SedCommand.Action substitute() {
        char delimiter = peek();
        if (delimiter == '\0' || delimiter == '\n' || delimiter == '\\') {
            throw wrong("s needs a pattern");
        }
        at++;
        String pattern = delimited(delimiter);
        String replacement = delimited(delimiter);
        boolean global = false;
        boolean prints = false;
        boolean ignoreCase = false;
        int from = 1;
        while (at < script.length() && ";\n ".indexOf(peek()) < 0) {
            char flag = peek();
            if (Character.isDigit(flag)) {
                from = occurrence();
                continue;
            }
            at++;
            switch (flag) {
                case 'g' -> global = true;
                case 'p' -> prints = true;
                case 'i', 'I' -> ignoreCase = true;
                default -> throw wrong("the flag \"" + flag + "\" of s is not available here");
            }
        }
        Pattern compiled = compile(pattern, ignoreCase);
        return ended(
                new SedCommand.Substitute(
                        compiled, pieces(replacement, compiled), from, global, prints));
    }

    private Pattern compile(String pattern, boolean ignoreCase) {
        if (pattern.isEmpty()) {
            throw wrong("the empty pattern, for the last one used, is not available here");
        }
        return PosixPattern.compile("sed", pattern, syntax, ignoreCase);
    }

    private List<Piece> pieces(String replacement, Pattern pattern) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            boolean escaped = c == '\\' && i + 1 < replacement.length();
            if (c == '&' || (escaped && Character.isDigit(replacement.charAt(i + 1)))) {
                int group = escaped ? replacement.charAt(++i) - '0' : 0;
                if (group > pattern.groupCount()) {
                    throw wrong("there is no group \\" + group + " in the pattern");
                }
                pieces.add(new Piece(text.toString(), -1));
                pieces.add(new Piece("", group));
                text.setLength(0);
            } else if (escaped) {
                char next = replacement.charAt(++i);
                text.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
            } else {
                text.append(c);
            }
        }
        pieces.add(new Piece(text.toString(), -1));
        return pieces;
    }

    private SedCommand.Action translate() {
        char delimiter = peek();
        at++;
        int[] from = delimited(delimiter).replace("\\n", "\n").codePoints().toArray();
        int[] to = delimited(delimiter).replace("\\n", "\n").codePoints().toArray();
        if (from.length != to.length) {
            throw wrong("the two strings of y differ in length");
        }
        Map<Integer, Integer> characters = new HashMap<>();
        for (int i = 0; i < from.length; i++) {
            characters.putIfAbsent(from[i], to[i]);
        }
        return ended(new SedCommand.Translate(Map.copyOf(characters)));
    }

    private static CommandException wrong(String reason) {
        return Options.refused("sed", reason);
    }
}
