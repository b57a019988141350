package dev.mcpk8s.gotemplate;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a template into tokens: texts between actions, and inside of those what they are made of.
 */
final class Lexer {

    private static final String LEFT = "{{";
    private static final String RIGHT = "}}";
    private static final int MARKER = 2;

    private final LexerInput in;
    private boolean insideAction;
    private int parentheses;

    /**
     * @param text in bytes
     */
    Lexer(String text) {
        this.in = new LexerInput(text);
    }

    /** The next token; after an error or the end, {@link TokenType#EOF} for ever. */
    Token next() {
        return insideAction ? inAction() : text();
    }

    private Token text() {
        while (true) {
            int action = in.find(LEFT);
            if (action < 0) {
                in.skipTo(in.length());
                return in.hasToken() ? in.token(TokenType.TEXT) : in.token(TokenType.EOF);
            }
            int trimmed =
                    in.startsWithTrimMarker(action + LEFT.length()) ? in.trimRight(action) : action;
            in.skipTo(trimmed);
            boolean hasText = in.hasToken();
            Token before = in.token(TokenType.TEXT);
            in.skipTo(action);
            in.ignore();
            if (hasText) {
                return before;
            }
            Token delimiter = leftDelimiter();
            if (delimiter != null) {
                return delimiter;
            }
        }
    }

    /** Null for a comment, which is passed over. */
    private @Nullable Token leftDelimiter() {
        int after = in.at() + LEFT.length();
        int marker = in.startsWithTrimMarker(after) ? MARKER : 0;
        if (in.startsWith("/*", after + marker)) {
            in.skipTo(after + marker);
            in.ignore();
            return comment();
        }
        in.skipTo(after);
        Token token = in.token(TokenType.LEFT_DELIMITER);
        insideAction = true;
        in.skipTo(after + marker);
        in.ignore();
        parentheses = 0;
        return token;
    }

    private @Nullable Token comment() {
        in.skipBytes(2);
        int end = in.find("*/");
        if (end < 0) {
            return in.error("unclosed comment");
        }
        in.skipBytes(end + 2 - in.at());
        boolean trim = isTrimmedRight(in.at());
        if (!trim && !in.startsWith(RIGHT, in.at())) {
            return in.error("comment ends before closing delimiter");
        }
        in.skipBytes((trim ? MARKER : 0) + RIGHT.length());
        if (trim) {
            in.skipSpaces();
        }
        in.ignore();
        return null;
    }

    private boolean isTrimmedRight(int at) {
        return in.isSpaceAt(at) && in.startsWith("-" + RIGHT, at + 1);
    }

    private Token rightDelimiter(boolean trim) {
        if (trim) {
            in.skipBytes(MARKER);
            in.ignore();
        }
        in.skipBytes(RIGHT.length());
        Token token = in.token(TokenType.RIGHT_DELIMITER);
        if (trim) {
            in.skipSpaces();
            in.ignore();
        }
        insideAction = false;
        return token;
    }

    private Token inAction() {
        boolean trim = isTrimmedRight(in.at());
        if (trim || in.startsWith(RIGHT, in.at())) {
            return parentheses == 0 ? rightDelimiter(trim) : in.error("unclosed left paren");
        }
        int c = in.next();
        return switch (c) {
            case LexerInput.END -> in.error("unclosed action");
            case ' ', '\t', '\r', '\n' -> space();
            case '=' -> in.token(TokenType.ASSIGN);
            case ':' -> in.next() == '=' ? in.token(TokenType.DECLARE) : in.error("expected :=");
            case '|' -> in.token(TokenType.PIPE);
            case '"' -> quoted('"', TokenType.STRING, "unterminated quoted string");
            case '\'' ->
                    quoted('\'', TokenType.CHARACTER_CONSTANT, "unterminated character constant");
            case '`' -> rawQuoted();
            case '$' -> fieldOrVariable(TokenType.VARIABLE);
            case '(' -> {
                parentheses++;
                yield in.token(TokenType.LEFT_PARENTHESIS);
            }
            case ')' ->
                    --parentheses < 0
                            ? in.error("unexpected right paren")
                            : in.token(TokenType.RIGHT_PARENTHESIS);
            default -> inWord(c);
        };
    }

    private Token inWord(int c) {
        if (c == '.' && !in.isAtEnd() && !isDigit(in.peek())) {
            return fieldOrVariable(TokenType.FIELD);
        }
        if (c == '.' || c == '+' || c == '-' || isDigit(c)) {
            in.back();
            return number();
        }
        if (LexerInput.isWord(c)) {
            return identifier();
        }
        return c > ' ' && c < 0x7F
                ? in.token(TokenType.CHARACTER)
                : in.error("unrecognized character in action: " + LexerInput.unicode(c));
    }

    /** A run of spaces, but for the last where it is the mark before the end of the action. */
    private Token space() {
        int spaces = 1;
        while (LexerInput.isSpace(in.peek())) {
            int _ = in.next();
            spaces++;
        }
        if (isTrimmedRight(in.at() - 1)) {
            in.back();
            if (spaces == 1) {
                return rightDelimiter(true);
            }
        }
        return in.token(TokenType.SPACE);
    }

    private Token identifier() {
        int c = in.skipWord();
        if (!isAtTerminator()) {
            return in.error("bad character " + LexerInput.unicode(c));
        }
        return in.token(
                switch (in.pending()) {
                    case "block" -> TokenType.BLOCK;
                    case "break" -> TokenType.BREAK;
                    case "continue" -> TokenType.CONTINUE;
                    case "define" -> TokenType.DEFINE;
                    case "else" -> TokenType.ELSE;
                    case "end" -> TokenType.END;
                    case "if" -> TokenType.IF;
                    case "range" -> TokenType.RANGE;
                    case "nil" -> TokenType.NIL;
                    case "template" -> TokenType.TEMPLATE;
                    case "with" -> TokenType.WITH;
                    case "true", "false" -> TokenType.BOOLEAN;
                    default -> TokenType.IDENTIFIER;
                });
    }

    private Token fieldOrVariable(TokenType type) {
        if (isAtTerminator()) {
            return in.token(type == TokenType.FIELD ? TokenType.DOT : type);
        }
        int c = in.skipWord();
        return isAtTerminator()
                ? in.token(type)
                : in.error("bad character " + LexerInput.unicode(c));
    }

    private boolean isAtTerminator() {
        int c = in.peek();
        return switch (c) {
            case LexerInput.END, ' ', '\t', '\r', '\n', '.', ',', '|', ':', ')', '(' -> true;
            default -> in.startsWith(RIGHT, in.at());
        };
    }

    private Token quoted(char quote, TokenType type, String unterminated) {
        while (true) {
            int c = in.next();
            if (c == '\\') {
                c = in.next();
                if (c != LexerInput.END && c != '\n') {
                    continue;
                }
            }
            if (c == LexerInput.END || c == '\n') {
                return in.error(unterminated);
            }
            if (c == quote) {
                return in.token(type);
            }
        }
    }

    private Token rawQuoted() {
        while (true) {
            int c = in.next();
            if (c == LexerInput.END) {
                return in.error("unterminated raw quoted string");
            }
            if (c == '`') {
                return in.token(TokenType.RAW_STRING);
            }
        }
    }

    private Token number() {
        if (!in.skipNumber()) {
            return badNumber();
        }
        int sign = in.peek();
        if (sign == '+' || sign == '-') {
            return in.skipNumber() && in.pending().endsWith("i")
                    ? in.token(TokenType.COMPLEX)
                    : badNumber();
        }
        return in.token(TokenType.NUMBER);
    }

    private Token badNumber() {
        return in.error("bad number syntax: " + ByteText.quote(in.pending(), '"', false));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
