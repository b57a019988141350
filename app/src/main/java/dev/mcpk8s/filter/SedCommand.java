package dev.mcpk8s.filter;

import com.google.re2j.Matcher;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command of {@code sed} and the lines it is for.
 *
 * @param first null for every line
 * @param second null for one address
 * @param negated {@code !}
 */
record SedCommand(
        @Nullable Address first, @Nullable Address second, boolean negated, Action action) {

    /** Which lines. */
    sealed interface Address {

        record LineNumber(long line) implements Address {}

        /** {@code $}. */
        record Last() implements Address {}

        /** {@code first~step}. */
        record Step(long first, long step) implements Address {}

        /** {@code +count}, behind a first address. */
        record Following(long count) implements Address {}

        record Pattern(com.google.re2j.Pattern pattern) implements Address {}
    }

    /** What happens to them. */
    sealed interface Action {}

    record Print() implements Action {}

    record Delete() implements Action {}

    record Quit() implements Action {}

    record PrintNumber() implements Action {}

    /**
     * {@code y}.
     *
     * @param characters each character and the one in its place
     */
    record Translate(Map<Integer, Integer> characters) implements Action {

        String apply(String text) {
            StringBuilder result = new StringBuilder();
            text.codePoints().forEach(c -> result.appendCodePoint(characters.getOrDefault(c, c)));
            return result.toString();
        }
    }

    /** A piece of what {@code s} puts in place of a match: text, or a group's when it is one. */
    record Piece(String text, int group) {}

    /**
     * {@code s}.
     *
     * @param from which match is the first to be replaced, from 1
     * @param global whether those behind it are too
     */
    record Substitute(
            com.google.re2j.Pattern pattern,
            List<Piece> replacement,
            int from,
            boolean global,
            boolean prints)
            implements Action {

        /** Null when nothing was to be replaced. */
        @Nullable String apply(String text) {
            Matcher matcher = pattern.matcher(text);
            StringBuilder result = new StringBuilder();
            int copied = 0;
            int at = 0;
            int match = 0;
            boolean replaced = false;
            while (at <= text.length() && matcher.find(at)) {
                boolean afterMatch =
                        matcher.end() == matcher.start()
                                && match > 0
                                && matcher.start() == copied
                                && replaced;
                if (!afterMatch) {
                    match++;
                    if (match >= from && (global || match == from)) {
                        result.append(text, copied, matcher.start());
                        append(matcher, result);
                        copied = matcher.end();
                        replaced = true;
                    }
                }
                if (replaced && !global) {
                    break;
                }
                at = matcher.end() == matcher.start() ? matcher.end() + 1 : matcher.end();
            }
            return replaced ? result.append(text, copied, text.length()).toString() : null;
        }

        private void append(Matcher matcher, StringBuilder result) {
            for (Piece piece : replacement) {
                if (piece.group() < 0) {
                    result.append(piece.text());
                } else {
                    String group = matcher.group(piece.group());
                    result.append(group == null ? "" : group);
                }
            }
        }
    }

    boolean looksForLast() {
        return first instanceof Address.Last || second instanceof Address.Last;
    }
}
