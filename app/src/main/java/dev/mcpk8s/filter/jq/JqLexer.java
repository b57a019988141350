package dev.mcpk8s.filter.jq;

import java.util.ArrayList;
import java.util.List;

/** Cuts a program into tokens. */
final class JqLexer {

    private static final List<String> OPERATORS =
            List.of(
                    "?//=", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//",
                    "..", "?", ".", "|", ",", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[",
                    "]", "{", "}", ":", ";");

    private static final int DEEPEST = 20;

    private final String text;
    private int at;
    private int depth;

    JqLexer(String text) {
        this.text = text;
    }

    /**
     * All of them, the end included.
     *
     * @throws SyntaxError when the text is no sequence of tokens
     */
    List<Token> tokens() {
        return tokens(false);
    }

    private List<Token> tokens(boolean inString) {
        if (++depth > DEEPEST) {
            throw new SyntaxError("strings are nested too deep");
        }
        List<Token> tokens = new ArrayList<>();
        int open = 0;
        while (true) {
            skipBlanks();
            if (at == text.length()) {
                if (inString) {
                    throw new SyntaxError("a string is not ended");
                }
                break;
            }
            Token token = next();
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (inString && open < 0) {
                break;
            }
            tokens.add(token);
        }
        depth--;
        tokens.add(Token.of(Token.Kind.END, ""));
        return tokens;
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    private Token next() {
        char c = text.charAt(at);
        char after = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (c == '"') {
            at++;
            return string();
        }
        if (c == '.' && startsName(after)) {
            at++;
            return Token.of(Token.Kind.FIELD, name());
        }
        if (isDigit(c) || (c == '.' && isDigit(after))) {
            return number();
        }
        if ((c == '$' || c == '@') && startsName(after)) {
            at++;
            String name = c + name();
            return Token.of(c == '$' ? Token.Kind.VARIABLE : Token.Kind.FORMAT, name);
        }
        if (startsName(c)) {
            return Token.of(Token.Kind.NAME, name());
        }
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                return Token.of(Token.Kind.OPERATOR, operator);
            }
        }
        throw new SyntaxError("unexpected " + Character.toString(text.codePointAt(at)));
    }

    private String name() {
        int start = at;
        while (at < text.length() && (startsName(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        return text.substring(start, at);
    }

    private Token number() {
        int start = at;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (at < text.length() && (text.charAt(at) | 32) == 'e') {
            int exponent = at + 1;
            if (exponent < text.length() && "+-".indexOf(text.charAt(exponent)) >= 0) {
                exponent++;
            }
            int end = exponent;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            at = end > exponent ? end : at;
        }
        return Token.of(Token.Kind.NUMBER, text.substring(start, at));
    }

    private Token string() {
        List<Token.Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw new SyntaxError("a string is not ended");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                break;
            }
            if (c != '\\') {
                literal.append(c);
            } else if (at < text.length() && text.charAt(at) == '(') {
                at++;
                parts.add(new Token.Part(literal.toString(), List.of()));
                literal.setLength(0);
                parts.add(new Token.Part("", tokens(true)));
            } else {
                literal.append(escaped());
            }
        }
        parts.add(new Token.Part(literal.toString(), List.of()));
        return new Token(Token.Kind.STRING, "", List.copyOf(parts));
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> throw new SyntaxError("a string has the unknown escape \\" + c);
        };
    }

    private char unicode() {
        try {
            char c = (char) Integer.parseInt(text, at, at + 4, 16);
            at += 4;
            return c;
        } catch (NumberFormatException | IndexOutOfBoundsException wrong) {
            throw new SyntaxError("a string has a wrong \\u escape");
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean startsName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
