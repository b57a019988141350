package dev.mcpk8s.gotemplate;

/**
 * A piece of a template.
 *
 * @param position in bytes from the beginning
 * @param text as written; what is wrong for {@link Type#ERROR}
 * @param line of its beginning, from 1
 */
record Token(Type type, int position, String text, int line) {

    private static final int SHOWN = 10;

    /** Kinds of pieces; the words that mean something come last. */
    enum Type {
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

    boolean is(Type other) {
        return type == other;
    }

    /** As messages name it. */
    String shown() {
        if (type == Type.EOF) {
            return "EOF";
        }
        if (type == Type.ERROR) {
            return text;
        }
        if (type.isKeyword()) {
            return "<" + text + ">";
        }
        return text.length() > SHOWN
                ? ByteText.quote(ByteText.truncate(text, SHOWN), '"', false) + "..."
                : ByteText.quote(text, '"', false);
    }
}
