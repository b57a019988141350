package dev.mcpk8s.gotemplate;

/**
 * A piece of a template.
 *
 * @param position in bytes from the beginning
 * @param text as written; what is wrong for {@link TokenType#ERROR}
 * @param line of its beginning, from 1
 */
record Token(TokenType type, int position, String text, int line) {

    private static final int SHOWN = 10;

    boolean is(TokenType other) {
        return type == other;
    }

    /** As messages name it. */
    String shown() {
        if (type == TokenType.EOF) {
            return "EOF";
        }
        if (type == TokenType.ERROR) {
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
