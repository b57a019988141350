package dev.mcpk8s.gotemplate;

/**
 * The tokens of a template with up to three taken back. Every definition inside of a template reads
 * on with a stream of its own: the line of an error is the one of the token read last.
 */
final class TokenStream {

    private final Lexer lexer;
    private final Token[] tokens = new Token[3];
    private int waiting;
    private int actionLine;

    TokenStream(Lexer lexer) {
        this.lexer = lexer;
        Token nothing = new Token(TokenType.ERROR, 0, "", 0);
        tokens[0] = nothing;
        tokens[1] = nothing;
        tokens[2] = nothing;
    }

    Lexer lexer() {
        return lexer;
    }

    Token next() {
        if (waiting > 0) {
            waiting--;
        } else {
            tokens[0] = lexer.next();
        }
        return tokens[waiting];
    }

    void back() {
        waiting++;
    }

    /** Takes the last token back and one before it. */
    void back(Token before) {
        tokens[1] = before;
        waiting = 2;
    }

    /** Takes the last token back and two before it. */
    void back(Token first, Token second) {
        tokens[1] = second;
        tokens[2] = first;
        waiting = 3;
    }

    Token peek() {
        if (waiting > 0) {
            return tokens[waiting - 1];
        }
        waiting = 1;
        tokens[0] = lexer.next();
        return tokens[0];
    }

    Token nextWord() {
        Token token = next();
        while (token.is(TokenType.SPACE)) {
            token = next();
        }
        return token;
    }

    Token peekWord() {
        Token token = nextWord();
        back();
        return token;
    }

    void beginAction(Token delimiter) {
        actionLine = delimiter.line();
    }

    void endAction() {
        actionLine = 0;
    }

    Token expect(TokenType type, String context) {
        Token token = nextWord();
        if (!token.is(type)) {
            throw unexpected(token, context);
        }
        return token;
    }

    TemplateMistake unexpected(Token token, String context) {
        if (!token.is(TokenType.ERROR)) {
            return mistake("unexpected " + token.shown() + " in " + context);
        }
        String started = "";
        if (actionLine != 0 && actionLine != token.line()) {
            started = " in action started at " + GoTemplate.NAME + ":" + actionLine;
            if (token.text().endsWith(" action")) {
                started = started.substring(" in action".length());
            }
        }
        return mistake(token.text() + started);
    }

    TemplateMistake mistake(String message) {
        return new TemplateMistake(
                "template: " + GoTemplate.NAME + ":" + tokens[0].line() + ": " + message);
    }
}
