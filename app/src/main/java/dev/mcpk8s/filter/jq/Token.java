package dev.mcpk8s.filter.jq;

import java.util.List;

/**
 * A token of a program.
 *
 * @param text without the mark of its kind: {@code a} for the field {@code .a}
 * @param parts a string's, else none
 */
record Token(Kind kind, String text, List<Part> parts) {

    enum Kind {
        FIELD,
        VARIABLE,
        NAME,
        NUMBER,
        STRING,
        FORMAT,
        OPERATOR,
        END
    }

    /** A piece of a string: text, or when there are tokens, what they come to. */
    record Part(String text, List<Token> tokens) {}

    static Token of(Kind kind, String text) {
        return new Token(kind, text, List.of());
    }

    boolean is(String operatorOrKeyword) {
        return (kind == Kind.OPERATOR || kind == Kind.NAME) && text.equals(operatorOrKeyword);
    }
}
