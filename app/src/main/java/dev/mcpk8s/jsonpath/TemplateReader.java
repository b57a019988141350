package dev.mcpk8s.jsonpath;

/** The text of a template with a place in it, read code point by code point. */
final class TemplateReader {

    static final int END = -1;

    private final String text;
    private int tokenStart;
    private int at;
    private int width;

    TemplateReader(String text) {
        this.text = text;
    }

    /** The next code point, or {@link #END}. */
    int next() {
        if (at >= text.length()) {
            width = 0;
            return END;
        }
        int c = text.codePointAt(at);
        width = Character.charCount(c);
        at += width;
        return c;
    }

    /** Takes the last {@link #next} back; once. */
    void back() {
        at -= width;
        width = 0;
    }

    int peek() {
        int c = next();
        back();
        return c;
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix, at);
    }

    void skip(int length) {
        at += length;
    }

    /** What was read since the last token, which is then the last token. */
    String token() {
        String token = text.substring(tokenStart, at);
        tokenStart = at;
        return token;
    }

    boolean hasToken() {
        return at > tokenStart;
    }

    /** Whether a backslash stands before the character just read. */
    boolean isEscaped() {
        return at >= 2 && text.charAt(at - 2) == '\\';
    }

    static boolean isTerminator(int c) {
        return switch (c) {
            case END, ' ', '\t', '\r', '\n', '.', ',', '[', ']', '$', '@', '{', '}' -> true;
            default -> false;
        };
    }

    static boolean isWord(int c) {
        return c == '_' || (c != END && (Character.isLetter(c) || Character.isDigit(c)));
    }
}
