package dev.mcpk8s.print;

import java.io.IOException;

/**
 * Writes the tokens of a YAML document where libyaml's emitter would: knows the column, and whether
 * only blanks or only indentation stand before it (go.yaml.in/yaml/v2 {@code emitterc.go}).
 */
final class YamlEmitter {

    private static final int BEST_WIDTH = 80;
    private static final int SCALAR_INDENT = 2;
    private static final String HEX = "0123456789ABCDEF";
    private static final int NOT_STARTED = -1;

    private final TextBuffer out;
    private int column;
    private int indent = NOT_STARTED;
    private boolean afterBlank = true;
    private boolean indentation = true;

    YamlEmitter(TextBuffer out) {
        this.out = out;
    }

    /** Goes deeper, or to column 0 at first; returns what {@link #outdent} needs. */
    int indent(int by) {
        int outer = indent;
        indent = indent == NOT_STARTED ? 0 : indent + by;
        return outer;
    }

    void outdent(int outer) {
        indent = outer;
    }

    /** Whether nothing but indentation and block indicators stands on the line so far. */
    boolean onlyIndented() {
        return indentation;
    }

    void endDocument() throws IOException {
        startLine();
    }

    /** Starts a line at the indentation, unless the place is right already. */
    void startLine() throws IOException {
        int target = Math.max(indent, 0);
        if (!indentation || column > target || (column == target && !afterBlank)) {
            newline();
        }
        if (column < target) {
            out.add(' ', target - column);
            column = target;
        }
        afterBlank = true;
        indentation = true;
    }

    void indicator(String indicator, boolean needsBlank, boolean keepsIndentation)
            throws IOException {
        if (needsBlank && !afterBlank) {
            put(' ');
        }
        out.add(indicator);
        column += indicator.length();
        afterBlank = false;
        indentation = indentation && keepsIndentation;
    }

    /** A scalar that is no string. */
    void plain(String text) throws IOException {
        indicator(text, true, false);
    }

    void string(YamlScalar scalar, boolean simpleKey) throws IOException {
        int outer = indent;
        indent = Math.max(indent, 0) + SCALAR_INDENT;
        switch (scalar.style(simpleKey)) {
            case PLAIN -> plainString(scalar.text(), !simpleKey);
            case SINGLE -> singleQuoted(scalar.text(), !simpleKey);
            case DOUBLE -> doubleQuoted(scalar.text(), !simpleKey);
            case LITERAL -> literal(scalar.text());
        }
        indent = outer;
    }

    private void plainString(String text, boolean mayFold) throws IOException {
        if (!afterBlank) {
            put(' ');
        }
        if (!mayFold || column + text.length() <= BEST_WIDTH) {
            out.add(text);
            column += text.length();
        } else {
            foldable(text, false);
        }
        afterBlank = false;
        indentation = false;
    }

    private void singleQuoted(String text, boolean mayFold) throws IOException {
        indicator("'", true, false);
        if (mayFold) {
            foldable(text, true);
        } else {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '\'') {
                    put('\'');
                }
                put(text.charAt(i));
            }
        }
        indicator("'", false, false);
    }

    /** A blank past the width becomes a line break, if it is a single one and not at an edge. */
    private void foldable(String text, boolean quoted) throws IOException {
        boolean blank = false;
        boolean broken = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                boolean inside = i + 1 < text.length() && (i > 0 || !quoted);
                if (!blank && column > BEST_WIDTH && inside && text.charAt(i + 1) != ' ') {
                    startLine();
                } else {
                    put(c);
                }
                blank = true;
            } else if (YamlScalar.isBreak(c)) {
                lineBreak(c);
                broken = true;
            } else {
                if (broken) {
                    startLine();
                }
                if (quoted && c == '\'') {
                    put(c);
                }
                put(c);
                indentation = false;
                blank = false;
                broken = false;
            }
        }
    }

    private void doubleQuoted(String text, boolean mayFold) throws IOException {
        indicator("\"", true, false);
        boolean escapesAll = text.startsWith("\uFEFF");
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escapesAll
                    || !YamlScalar.isPrintable(c)
                    || YamlScalar.isBreak(c)
                    || c == '"'
                    || c == '\\') {
                int codePoint = text.codePointAt(i);
                escape(codePoint);
                i += Character.charCount(codePoint) - 1;
                blank = false;
            } else if (c == ' ') {
                boolean inside = i > 0 && i + 1 < text.length();
                if (mayFold && !blank && column > BEST_WIDTH && inside) {
                    startLine();
                    if (text.charAt(i + 1) == ' ') {
                        put('\\');
                    }
                } else {
                    put(c);
                }
                blank = true;
            } else {
                put(c);
                blank = false;
            }
        }
        indicator("\"", false, false);
    }

    private void escape(int c) throws IOException {
        put('\\');
        String known = "\0\u0007\b\t\n\u000B\f\r\u001B\"\\\u0085\u00A0\u2028\u2029";
        int at = known.indexOf(c);
        if (at >= 0) {
            put("0abtnvfre\"\\N_LP".charAt(at));
            return;
        }
        int digits = c <= 0xFF ? 2 : c <= 0xFFFF ? 4 : 8;
        put(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            put(HEX.charAt((c >> shift) & 0xF));
        }
    }

    private void literal(String text) throws IOException {
        indicator("|", true, false);
        char first = text.charAt(0);
        if (first == ' ' || YamlScalar.isBreak(first)) {
            indicator("2", false, false);
        }
        int last = text.length() - 1;
        if (!YamlScalar.isBreak(text.charAt(last))) {
            indicator("-", false, false);
        } else if (last == 0 || YamlScalar.isBreak(text.charAt(last - 1))) {
            indicator("+", false, false);
        }
        newline();
        indentation = true;
        afterBlank = true;
        boolean broken = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (YamlScalar.isBreak(c)) {
                lineBreak(c);
                broken = true;
            } else {
                if (broken) {
                    startLine();
                }
                put(c);
                indentation = false;
                broken = false;
            }
        }
    }

    private void newline() throws IOException {
        out.add('\n');
        column = 0;
    }

    private void put(char c) throws IOException {
        out.add(c);
        column += Character.isLowSurrogate(c) ? 0 : 1;
    }

    private void lineBreak(char c) throws IOException {
        out.add(c);
        column = 0;
        indentation = true;
    }
}
