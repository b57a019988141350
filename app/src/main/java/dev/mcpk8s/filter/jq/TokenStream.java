package dev.mcpk8s.filter.jq;

import java.util.List;

/** The tokens that a parser has before it. */
final class TokenStream {

    private final List<Token> tokens;
    private int at;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    boolean accept(String text) {
        boolean there = peek().is(text);
        if (there) {
            at++;
        }
        return there;
    }

    void expect(String text) {
        if (!accept(text)) {
            throw unexpected();
        }
    }

    String expect(Token.Kind kind) {
        if (peek().kind() != kind) {
            throw unexpected();
        }
        return next().text();
    }

    SyntaxError unexpected() {
        Token token = peek();
        return new SyntaxError(
                "syntax error, unexpected "
                        + (token.kind() == Token.Kind.END ? "$end" : token.text()));
    }
}
