package dev.mcpk8s.print;

/**
 * What libyaml's emitter finds out about a string before it chooses how to write it
 * (go.yaml.in/yaml/v2 {@code emitterc.go}, {@code analyze_scalar}; with unicode allowed, not in
 * flow context).
 *
 * @param multiline has a line break of any kind
 * @param plainAllowed may stand without quotes
 * @param singleAllowed may stand in single quotes
 * @param literalAllowed may stand as a block after {@code |}
 */
record YamlScalar(
        String text,
        boolean multiline,
        boolean plainAllowed,
        boolean singleAllowed,
        boolean literalAllowed) {

    private static final char BOM = '\uFEFF';

    enum Style {
        PLAIN,
        SINGLE,
        DOUBLE,
        LITERAL
    }

    /** The style for a string: as plain as it can be without changing its meaning or type. */
    Style style(boolean simpleKey) {
        if (simpleKey && multiline) {
            return Style.DOUBLE;
        }
        if (text.indexOf('\n') >= 0) {
            return literalAllowed && !simpleKey ? Style.LITERAL : Style.DOUBLE;
        }
        if (YamlLookalike.test(text)) {
            return Style.DOUBLE;
        }
        if (plainAllowed) {
            return Style.PLAIN;
        }
        return singleAllowed ? Style.SINGLE : Style.DOUBLE;
    }

    static YamlScalar of(String text) {
        if (text.isEmpty()) {
            return new YamlScalar(text, false, true, true, false);
        }
        boolean indicators = startsAsIndicator(text);
        boolean breaks = false;
        boolean special = false;
        boolean spaceBreak = false;
        boolean breakSpace = false;
        char before = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == ':') {
                indicators |= i + 1 == length || isBlank(text.charAt(i + 1));
            } else if (c == '#') {
                indicators |= i > 0 && (isBlank(before) || isBreak(before) || before == 0);
            } else if (c == ' ') {
                breakSpace |= isBreak(before);
            } else if (isBreak(c)) {
                breaks = true;
                spaceBreak |= before == ' ';
            }
            special |= !isPrintable(c);
            before = c;
        }
        char first = text.charAt(0);
        char last = text.charAt(length - 1);
        boolean edges = first == ' ' || last == ' ' || isBreak(first) || isBreak(last);
        return new YamlScalar(
                text,
                breaks,
                !(edges || breakSpace || spaceBreak || special || breaks || indicators),
                !(breakSpace || spaceBreak || special),
                !(last == ' ' || spaceBreak || special));
    }

    private static boolean startsAsIndicator(String text) {
        boolean blankFollows = text.length() == 1 || isBlank(text.charAt(1));
        return switch (text.charAt(0)) {
            case '#', ',', '[', ']', '{', '}', '&', '*', '!', '|' -> true;
            case '>', '\'', '"', '%', '@', '`' -> true;
            case '?', ':' -> blankFollows;
            case '-' -> blankFollows || text.startsWith("---");
            case '.' -> text.startsWith("...");
            default -> false;
        };
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    /** Beyond the BMP nothing is: both halves of a pair are surrogates. */
    static boolean isPrintable(char c) {
        return c == '\n'
                || (c >= ' ' && c <= '~')
                || (c >= '\u00A0' && c <= '\uD7FF')
                || (c >= '\uE000' && c <= '\uFFFD' && c != BOM);
    }
}
