package dev.mcpk8s.resource.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds where a JSON value ends, or says what is wrong with it in the words of Go's {@code
 * encoding/json} ({@code scanner.go}).
 */
final class JsonScanner {

    /** What the text breaks. */
    static final class JsonSyntaxException extends Exception {

        private final int offset;

        private JsonSyntaxException(String message, int offset) {
            super(message, null, false, false);
            this.offset = offset;
        }

        /** Bytes up to and with the wrong character; -1 when the text just ends too early. */
        int offset() {
            return offset;
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    private static final int DEEPEST = 10_000;

    private final String text;
    private int position;

    JsonScanner(String text, int start) {
        this.text = text;
        this.position = start;
    }

    /** The position of the first character that is no blank. */
    static int skipBlanks(String text, int start) {
        int position = start;
        while (position < text.length() && isBlank(text.charAt(position))) {
            position++;
        }
        return position;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /** The end of the value that starts here. */
    int end() throws JsonSyntaxException {
        Deque<Character> open = new ArrayDeque<>();
        boolean valueNext = true;
        while (true) {
            if (valueNext) {
                char c = next();
                if (c == '{' || c == '[') {
                    open.push(c);
                    checkDepth(open.size());
                    valueNext = !isClosed(open);
                    if (valueNext && c == '{') {
                        name("looking for beginning of object key string");
                    }
                } else {
                    scalar(c);
                    valueNext = false;
                }
            } else if (open.isEmpty()) {
                return position;
            } else {
                valueNext = goesOn(open);
            }
        }
    }

    /** An empty object or array is closed at once. */
    private boolean isClosed(Deque<Character> open) throws JsonSyntaxException {
        char c = next();
        if (c == (open.getFirst() == '{' ? '}' : ']')) {
            open.pop();
            return true;
        }
        position--;
        return false;
    }

    private boolean goesOn(Deque<Character> open) throws JsonSyntaxException {
        boolean inObject = open.getFirst() == '{';
        char c = next();
        if (c == ',') {
            if (inObject) {
                name("looking for beginning of object key string");
            }
            return true;
        }
        if (c != (inObject ? '}' : ']')) {
            throw wrong(inObject ? "after object key:value pair" : "after array element");
        }
        open.pop();
        return false;
    }

    private void name(String where) throws JsonSyntaxException {
        if (next() != '"') {
            throw wrong(where);
        }
        string();
        if (next() != ':') {
            throw wrong("after object key");
        }
    }

    private void scalar(char first) throws JsonSyntaxException {
        switch (first) {
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {
                if (first != '-' && !isDigit(first)) {
                    throw wrong("looking for beginning of value");
                }
                number(first);
            }
        }
    }

    private void string() throws JsonSyntaxException {
        for (char c = any(); c != '"'; c = any()) {
            if (c < ' ') {
                throw wrong("in string literal");
            }
            if (c == '\\') {
                escape();
            }
        }
    }

    private void escape() throws JsonSyntaxException {
        char c = any();
        if (c == 'u') {
            for (int i = 0; i < 4; i++) {
                if (Character.digit(any(), 16) < 0) {
                    throw wrong("in \\u hexadecimal character escape");
                }
            }
        } else if ("bfnrt\\/\"".indexOf(c) < 0) {
            throw wrong("in string escape code");
        }
    }

    private void literal(String word) throws JsonSyntaxException {
        for (int i = 1; i < word.length(); i++) {
            if (any() != word.charAt(i)) {
                throw wrong("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
    }

    private void number(char first) throws JsonSyntaxException {
        char digit = first;
        if (first == '-') {
            digit = any();
            if (!isDigit(digit)) {
                throw wrong("in numeric literal");
            }
        }
        if (digit != '0') {
            digits();
        }
        if (takes(".")) {
            if (!isDigit(any())) {
                throw wrong("after decimal point in numeric literal");
            }
            digits();
        }
        if (takes("eE")) {
            boolean _ = takes("+-");
            if (!isDigit(any())) {
                throw wrong("in exponent of numeric literal");
            }
            digits();
        }
    }

    private void digits() {
        while (position < text.length() && isDigit(text.charAt(position))) {
            position++;
        }
    }

    private boolean takes(String characters) {
        boolean there = position < text.length() && characters.indexOf(text.charAt(position)) >= 0;
        if (there) {
            position++;
        }
        return there;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private char next() throws JsonSyntaxException {
        position = skipBlanks(text, position);
        return any();
    }

    private char any() throws JsonSyntaxException {
        if (position >= text.length()) {
            throw new JsonSyntaxException("unexpected EOF", -1);
        }
        return text.charAt(position++);
    }

    private void checkDepth(int depth) throws JsonSyntaxException {
        if (depth > DEEPEST) {
            throw new JsonSyntaxException("exceeded max depth", bytesRead());
        }
    }

    private JsonSyntaxException wrong(String where) {
        int start = position - 1;
        return new JsonSyntaxException(
                "invalid character " + quotedCharacter(text, start) + " " + where,
                bytesBefore(start) + 1);
    }

    /** Go looks at bytes: of a character beyond ASCII it sees the first only. */
    static String quotedCharacter(String text, int position) {
        int c = text.codePointAt(position);
        byte first = Character.toString(c).getBytes(StandardCharsets.UTF_8)[0];
        return quoted(c < 0x80 ? c : first & 0xFF);
    }

    private static String quoted(int c) {
        return switch (c) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            case '\n' -> "'\\n'";
            case '\t' -> "'\\t'";
            case '\r' -> "'\\r'";
            default ->
                    c < ' ' || c == 0x7F || (c >= 0x80 && c < 0xA1) || c == 0xAD
                            ? String.format(java.util.Locale.ROOT, "'\\x%02x'", c)
                            : c == '\\' ? "'\\\\'" : "'" + Character.toString(c) + "'";
        };
    }

    private int bytesRead() {
        return bytesBefore(position);
    }

    private int bytesBefore(int end) {
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }
}
