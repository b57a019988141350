package dev.mcpk8s.verb.explain;

import dev.mcpk8s.golang.GoRune;

/**
 * Wraps text at white space, as kubectl's pages of version 3 do: what is left of a line's spaces
 * stays, a word longer than the line is not broken (mitchellh's {@code go-wordwrap}).
 */
final class WordWrap {

    private static final int NO_BREAK_SPACE = 0xA0;

    private final int limit;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder word = new StringBuilder();
    private final StringBuilder space = new StringBuilder();
    private int column;
    private int wordLength;

    private WordWrap(int limit) {
        this.limit = limit;
    }

    static String wrap(String text, int limit) {
        WordWrap wrap = new WordWrap(limit);
        text.codePoints().forEach(wrap::add);
        return wrap.end();
    }

    private void add(int c) {
        if (c == '\n') {
            endLine();
        } else if (isSpace(c)) {
            if (space.isEmpty() || !word.isEmpty()) {
                endWord();
            }
            space.appendCodePoint(c);
        } else {
            word.appendCodePoint(c);
            wordLength++;
            if (column + wordLength + space.length() > limit && wordLength < limit) {
                out.append('\n');
                column = 0;
                space.setLength(0);
            }
        }
    }

    private void endLine() {
        if (!word.isEmpty()) {
            endWord();
        } else if (column + space.length() <= limit) {
            out.append(space);
        }
        space.setLength(0);
        out.append('\n');
        column = 0;
    }

    private void endWord() {
        column += space.length() + wordLength;
        out.append(space).append(word);
        space.setLength(0);
        word.setLength(0);
        wordLength = 0;
    }

    private String end() {
        if (!word.isEmpty() || column + space.length() <= limit) {
            out.append(space).append(word);
        }
        return out.toString();
    }

    private static boolean isSpace(int c) {
        return c != NO_BREAK_SPACE && GoRune.isSpace(c);
    }
}
