package dev.mcpk8s.filter.awk;

/**
 * A word of a program.
 *
 * @param text an operator or a name as written; a string or a regular expression without its
 *     quotes, its escapes read
 */
record Token(Kind kind, String text) {

    enum Kind {
        NUMBER,
        STRING,
        REGEX,
        NAME,
        /** A name of the language: a statement or a function. */
        WORD,
        OPERATOR,
        NEWLINE,
        END
    }

    boolean is(String operatorOrWord) {
        return (kind == Kind.OPERATOR || kind == Kind.WORD) && text.equals(operatorOrWord);
    }

    /** Whether a slash after it divides; otherwise it begins a regular expression. */
    boolean endsOperand() {
        return switch (kind) {
            case NUMBER, STRING, NAME, REGEX -> true;
            case WORD -> text.equals("length");
            case OPERATOR -> text.equals(")") || text.equals("]") || text.matches("\\+\\+|--|\\$");
            case NEWLINE, END -> false;
        };
    }

    /** How an error calls it. */
    String shown() {
        return switch (kind) {
            case NEWLINE -> "the end of a line";
            case END -> "the end of the program";
            case REGEX -> "/" + text + "/";
            case STRING -> "\"" + text + "\"";
            case NUMBER, NAME, WORD, OPERATOR -> "\"" + text + "\"";
        };
    }
}
