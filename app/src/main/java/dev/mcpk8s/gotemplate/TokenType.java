package dev.mcpk8s.gotemplate;

/** Kinds of pieces; the words that mean something come last. */
enum TokenType {
    ERROR,
    BOOLEAN,
    CHARACTER,
    CHARACTER_CONSTANT,
    COMPLEX,
    ASSIGN,
    DECLARE,
    EOF,
    FIELD,
    IDENTIFIER,
    LEFT_DELIMITER,
    LEFT_PARENTHESIS,
    NUMBER,
    PIPE,
    RAW_STRING,
    RIGHT_DELIMITER,
    RIGHT_PARENTHESIS,
    SPACE,
    STRING,
    TEXT,
    VARIABLE,
    BLOCK,
    BREAK,
    CONTINUE,
    DOT,
    DEFINE,
    ELSE,
    END,
    IF,
    NIL,
    RANGE,
    TEMPLATE,
    WITH;

    boolean isKeyword() {
        return compareTo(VARIABLE) > 0;
    }
}
