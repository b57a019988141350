package dev.mcpk8s.filter.awk;

/** Backslashes in strings and in regular expressions (POSIX: awk, "Lexical conventions"). */
final class Escapes {

    private static final String LETTERS = "abfnrtv";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b";

    private Escapes() {}

    /** A string's text; what has no meaning stands for itself. */
    static String string(String written) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c != '\\' || i + 1 == written.length()) {
                text.append(c);
                continue;
            }
            char escaped = written.charAt(++i);
            int letter = LETTERS.indexOf(escaped);
            if (letter >= 0) {
                text.append(MEANINGS.charAt(letter));
            } else if (escaped >= '0' && escaped <= '7') {
                int end = i;
                while (end < written.length() && end < i + 3 && isOctal(written.charAt(end))) {
                    end++;
                }
                text.append((char) Integer.parseInt(written.substring(i, end), 8));
                i = end - 1;
            } else if (escaped != '\n') {
                text.append(escaped);
            }
        }
        return text.toString();
    }

    /**
     * A regular expression as POSIX writes it: there a backslash in brackets is nothing special, in
     * awk it is.
     */
    static String regex(String written) {
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < written.length()) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length()) {
                text.append(outside(written.charAt(i + 1)));
                i += 2;
            } else if (c == '[') {
                i = bracket(written, i + 1, text);
            } else {
                text.append(c);
                i++;
            }
        }
        return text.toString();
    }

    private static String outside(char escaped) {
        int letter = LETTERS.indexOf(escaped);
        return switch (escaped) {
            case '/', '"', '&' -> String.valueOf(escaped);
            case 'y' -> "\\b";
            default -> letter < 0 ? "\\" + escaped : String.valueOf(MEANINGS.charAt(letter));
        };
    }

    /** Copies what stands in brackets; where it goes on. */
    private static int bracket(String written, int from, StringBuilder text) {
        int i = from;
        boolean negated = written.startsWith("^", i);
        i += negated ? 1 : 0;
        StringBuilder members = new StringBuilder();
        StringBuilder first = new StringBuilder();
        StringBuilder last = new StringBuilder();
        if (written.startsWith("]", i)) {
            first.append(']');
            i++;
        }
        while (i < written.length() && written.charAt(i) != ']') {
            char c = written.charAt(i);
            if (written.startsWith("[:", i) && written.indexOf(":]", i) > 0) {
                int end = written.indexOf(":]", i) + 2;
                members.append(written, i, end);
                i = end;
            } else if (c == '\\' && i + 1 < written.length()) {
                char escaped = written.charAt(i + 1);
                int letter = LETTERS.indexOf(escaped);
                switch (escaped) {
                    case ']' -> first.append(first.isEmpty() ? "]" : "");
                    case '-', '^' -> last.append(escaped);
                    default -> members.append(letter < 0 ? escaped : MEANINGS.charAt(letter));
                }
                i += 2;
            } else {
                members.append(c);
                i++;
            }
        }
        // a minus has its place at the very end
        String end = last.toString().replace("-", "") + (last.indexOf("-") < 0 ? "" : "-");
        text.append(negated ? "[^" : "[").append(first).append(members).append(end);
        if (i < written.length()) {
            text.append(']');
        }
        return i + 1;
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }
}
