package dev.mcpk8s.filter.awk;

import dev.mcpk8s.error.CommandException;
import java.util.List;

/** Where a parser stands in a program. */
final class TokenCursor {

    /** Statements and expressions inside one another. */
    private static final int DEEPEST = 150;

    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    boolean at(Token.Kind kind) {
        return peek().kind() == kind;
    }

    boolean at(String operatorOrWord) {
        return peek().is(operatorOrWord);
    }

    Token take() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    boolean takeIf(String operatorOrWord) {
        boolean there = at(operatorOrWord);
        if (there) {
            at++;
        }
        return there;
    }

    void expect(String operatorOrWord) {
        if (!takeIf(operatorOrWord)) {
            throw unexpected("\"" + operatorOrWord + "\"");
        }
    }

    String name() {
        if (!at(Token.Kind.NAME)) {
            throw unexpected("a name");
        }
        return take().text();
    }

    void skipNewlines() {
        while (at(Token.Kind.NEWLINE)) {
            at++;
        }
    }

    /** Newlines and semicolons. */
    void skipEnds() {
        while (at(Token.Kind.NEWLINE) || at(";")) {
            at++;
        }
    }

    void enter() {
        if (++depth > DEEPEST) {
            throw AwkError.refused("the program is nested too deeply");
        }
    }

    void leave() {
        depth--;
    }

    CommandException unexpected(String wanted) {
        return AwkError.refused(
                "the program cannot be read: "
                        + peek().shown()
                        + " stands where "
                        + wanted
                        + " should");
    }
}
