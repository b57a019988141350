package dev.mcpk8s.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Regular expressions as {@code grep} and {@code sed} write them, as patterns of an engine that
 * runs in linear time whatever the pattern. Matches are the longest of the leftmost, as POSIX asks.
 */
final class PosixPattern {

    /** How a pattern is written. */
    enum Syntax {
        BASIC,
        EXTENDED,
        FIXED,
        /** {@code grep -P}, as far as it needs no looking around and no back-references. */
        PERL
    }

    /** A pattern may be so long; its automaton is larger. */
    private static final int LONGEST = 4096;

    private static final String WORD = "0-9A-Za-z_";

    private final String filter;
    private final String text;
    private final boolean extended;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int depth;

    /** Whether what comes next stands where an expression begins: {@code *} is literal there. */
    private boolean begins = true;

    private PosixPattern(String filter, String text, boolean extended) {
        this.filter = filter;
        this.text = text;
        this.extended = extended;
    }

    /**
     * @param filter whose pattern it is, for errors
     * @throws dev.mcpk8s.error.CommandException when it is none, or uses what cannot be had in
     *     linear time
     */
    static Pattern compile(String filter, String text, Syntax syntax, boolean ignoreCase) {
        return compileTranslated(filter, translate(filter, text, syntax), syntax, ignoreCase);
    }

    /** The pattern in the engine's own syntax, to be put together with others. */
    static String translate(String filter, String text, Syntax syntax) {
        if (text.length() > LONGEST) {
            throw Options.refused(filter, "the pattern is longer than " + LONGEST + " characters");
        }
        return switch (syntax) {
            case FIXED -> Pattern.quote(text);
            case PERL -> text;
            case BASIC -> new PosixPattern(filter, text, false).translated();
            case EXTENDED -> new PosixPattern(filter, text, true).translated();
        };
    }

    static Pattern compileTranslated(
            String filter, String translated, Syntax syntax, boolean ignoreCase) {
        int flags = ignoreCase ? Pattern.CASE_INSENSITIVE : 0;
        try {
            return Pattern.compile(
                    translated, syntax == Syntax.PERL ? flags : flags | Pattern.LONGEST_MATCH);
        } catch (PatternSyntaxException wrong) {
            throw Options.refused(
                    filter,
                    "the regular expression cannot be used: "
                            + wrong.getDescription()
                            + (syntax == Syntax.PERL
                                    ? " (looking around and back-references are not available)"
                                    : ""));
        }
    }

    private String translated() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case '\\' -> escape();
                case '[' -> bracket();
                case '*' -> star();
                case '.' -> atom(".");
                case '^' -> caret();
                case '$' -> dollar();
                case '(', ')', '{', '}', '|', '+', '?' -> operator(c, extended);
                default -> atom(Pattern.quote(String.valueOf(c)));
            }
        }
        if (depth > 0) {
            throw Options.refused(filter, "the regular expression has an unmatched ( or \\(");
        }
        return out.toString();
    }

    private void atom(String translated) {
        out.append(translated);
        begins = false;
    }

    private void escape() {
        if (at == text.length()) {
            throw Options.refused(filter, "the regular expression ends with a backslash");
        }
        int codePoint = text.codePointAt(at);
        char c = text.charAt(at);
        at += Character.charCount(codePoint);
        switch (c) {
            case '(', ')', '{', '}', '|', '+', '?' -> operator(c, !extended);
            case 'w' -> atom("[" + WORD + "]");
            case 'W' -> atom("[^" + WORD + "]");
            case 's' -> atom("\\s");
            case 'S' -> atom("\\S");
            case 'b', '<', '>' -> atom("\\b");
            case 'B' -> atom("\\B");
            case 'n' -> atom("\\n");
            case 't' -> atom("\\t");
            case '`' -> atom("\\A");
            case '\'' -> atom("\\z");
            default -> {
                if (c >= '1' && c <= '9') {
                    throw Options.refused(
                            filter,
                            "back-references such as \\" + c + " in a pattern are not available");
                }
                atom(Pattern.quote(Character.toString(codePoint)));
            }
        }
    }

    private void operator(char c, boolean active) {
        if (!active) {
            atom("\\" + c);
            return;
        }
        switch (c) {
            case '(' -> {
                depth++;
                out.append('(');
                begins = true;
            }
            case ')' -> close();
            case '|' -> {
                out.append('|');
                begins = true;
            }
            case '{' -> interval();
            case '}' -> atom("\\}");
            default -> repetition(c);
        }
    }

    private void close() {
        if (depth == 0) {
            if (!extended) {
                throw Options.refused(filter, "the regular expression has an unmatched \\)");
            }
            atom("\\)");
            return;
        }
        depth--;
        out.append(')');
        begins = false;
    }

    private void repetition(char c) {
        if (begins) {
            if (!extended) {
                atom("\\" + c);
            }
            return;
        }
        out.append(c);
        begins = false;
        skipRepetitions();
    }

    private void star() {
        if (begins) {
            if (!extended) {
                atom("\\*");
            }
            return;
        }
        out.append('*');
        skipRepetitions();
    }

    /** {@code a**} means {@code a*}; to the engine {@code *?} would mean something else. */
    private void skipRepetitions() {
        boolean wrapped = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean again = c == '*' || (extended && (c == '+' || c == '?'));
            if (!again) {
                return;
            }
            at++;
            if (!wrapped) {
                out.setCharAt(out.length() - 1, '*');
                wrapped = true;
            }
        }
    }

    /** {@code {2,3}}. */
    private void interval() {
        String end = extended ? "}" : "\\}";
        int close = text.indexOf(end, at);
        String bounds = close < 0 ? "" : text.substring(at, close);
        if (begins || !bounds.matches("[0-9]{0,3}(,[0-9]{0,3})?") || bounds.isEmpty()) {
            if (!extended) {
                throw Options.refused(filter, "the regular expression has a wrong \\{ \\}");
            }
            atom("\\{");
            return;
        }
        out.append('{').append(bounds.startsWith(",") ? "0" + bounds : bounds).append('}');
        at = close + end.length();
    }

    private void caret() {
        if (extended || begins) {
            out.append('^');
        } else {
            atom("\\^");
        }
    }

    private void dollar() {
        String rest = text.substring(at);
        boolean ends =
                extended || rest.isEmpty() || rest.startsWith("\\)") || rest.startsWith("\\|");
        atom(ends ? "$" : "\\$");
    }

    private void bracket() {
        int end = BracketExpression.end(text, at);
        if (end < 0) {
            throw Options.refused(filter, "the regular expression has an unmatched [");
        }
        atom(BracketExpression.translate(filter, text.substring(at, end)));
        at = end + 1;
    }
}
