package dev.mcpk8s.gotemplate;

import dev.mcpk8s.golang.GoRune;
import java.util.Locale;

/** The text of a template with a place in it and the beginning of the next token. */
final class LexerInput {

    static final int END = -1;

    private String text;
    private int at;
    private int start;
    private int line = 1;
    private int startLine = 1;
    private boolean ended;

    LexerInput(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    int length() {
        return text.length();
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    /** The next character, or {@link #END}. */
    int next() {
        if (isAtEnd()) {
            ended = true;
            return END;
        }
        int c = ByteText.runeAt(text, at);
        at += ByteText.widthAt(text, at);
        if (c == '\n') {
            line++;
        }
        return c;
    }

    int peek() {
        return isAtEnd() ? END : ByteText.runeAt(text, at);
    }

    /** Takes the last {@link #next} back, unless that was the end. */
    void back() {
        if (!ended && at > 0) {
            at--;
            while (at > start && (text.charAt(at) & 0xC0) == 0x80) {
                at--;
            }
            if (text.charAt(at) == '\n') {
                line--;
            }
        }
    }

    /** The place of a text from here on, -1 for nowhere. */
    int find(String wanted) {
        return text.indexOf(wanted, at);
    }

    boolean startsWith(String prefix, int place) {
        return text.startsWith(prefix, place);
    }

    boolean startsWithTrimMarker(int place) {
        return text.startsWith("-", place) && isSpaceAt(place + 1);
    }

    boolean isSpaceAt(int place) {
        return place >= 0 && place < text.length() && isSpace(text.charAt(place));
    }

    /** The end of what is left of the pending text before a place without the spaces at its end. */
    int trimRight(int place) {
        int end = place;
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** Goes to a place; the lines between are counted by {@link #token} or {@link #ignore}. */
    void skipTo(int place) {
        at = place;
    }

    void skipBytes(int count) {
        at += count;
    }

    void skipSpaces() {
        while (isSpaceAt(at)) {
            at++;
        }
    }

    /** Passes over letters, digits and underscores; the character behind them. */
    int skipWord() {
        while (isWord(peek())) {
            int _ = next();
        }
        return peek();
    }

    /** Passes over what may be a number; whether it ends as one. */
    boolean skipNumber() {
        boolean _ = accept("+-");
        String digits = "0123456789_";
        if (accept("0")) {
            digits =
                    accept("xX")
                            ? "0123456789abcdefABCDEF_"
                            : accept("oO") ? "01234567_" : accept("bB") ? "01_" : digits;
        }
        acceptAll(digits);
        if (accept(".")) {
            acceptAll(digits);
        }
        boolean decimal = digits.startsWith("0123456789_");
        if ((decimal && accept("eE")) || (digits.length() > 20 && accept("pP"))) {
            boolean _ = accept("+-");
            acceptAll("0123456789_");
        }
        boolean _ = accept("i");
        if (isWord(peek())) {
            int _ = next();
            return false;
        }
        return true;
    }

    private boolean accept(String valid) {
        boolean accepted = !isAtEnd() && valid.indexOf(text.charAt(at)) >= 0;
        at += accepted ? 1 : 0;
        return accepted;
    }

    private void acceptAll(String valid) {
        while (accept(valid)) {}
    }

    boolean hasToken() {
        return at > start;
    }

    /** What belongs to the next token so far. */
    String pending() {
        return text.substring(start, at);
    }

    /** Everything since the last token. */
    Token token(TokenType type) {
        if (type == TokenType.TEXT) {
            countLines();
        }
        Token token = new Token(type, start, text.substring(start, at), startLine);
        start = at;
        startLine = line;
        return token;
    }

    /** Forgets what was skipped since the last token. */
    void ignore() {
        countLines();
        start = at;
        startLine = line;
    }

    private void countLines() {
        for (int i = start; i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
    }

    /** What is wrong with the token; nothing comes after it. */
    Token error(String message) {
        Token token = new Token(TokenType.ERROR, start, message, startLine);
        text = "";
        at = 0;
        start = 0;
        return token;
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    static boolean isWord(int c) {
        return c == '_' || (c != END && (Character.isLetter(c) || Character.isDigit(c)));
    }

    /** As {@code %#U} writes a character. */
    static String unicode(int c) {
        String number = String.format(Locale.ROOT, "U+%04X", c);
        return GoRune.isPrint(c) ? number + " '" + ByteText.ofRune(c) + "'" : number;
    }
}
