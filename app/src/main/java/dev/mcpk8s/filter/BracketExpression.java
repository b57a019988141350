package dev.mcpk8s.filter;

/** {@code [...]} of POSIX' regular expressions, where a backslash is a character like any other. */
final class BracketExpression {

    private BracketExpression() {}

    /**
     * Where the bracket that closes it stands; -1 when there is none.
     *
     * @param start behind the opening one
     */
    static int end(String text, int start) {
        int at = start;
        if (text.startsWith("^", at)) {
            at++;
        }
        if (text.startsWith("]", at)) {
            at++;
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ']') {
                return at;
            }
            int inner = c == '[' ? innerEnd(text, at) : -1;
            at = inner < 0 ? at + 1 : inner;
        }
        return -1;
    }

    /** Behind {@code [:alpha:]}, {@code [=x=]}, {@code [.x.]}; -1 when it is none of them. */
    private static int innerEnd(String text, int at) {
        if (at + 1 >= text.length() || ":=.".indexOf(text.charAt(at + 1)) < 0) {
            return -1;
        }
        int end = text.indexOf(text.charAt(at + 1) + "]", at + 2);
        return end < 0 ? -1 : end + 2;
    }

    /**
     * @param inside what stands between the brackets
     */
    static String translate(String filter, String inside) {
        StringBuilder out = new StringBuilder("[");
        int at = 0;
        if (inside.startsWith("^")) {
            out.append("^\\n");
            at++;
        }
        while (at < inside.length()) {
            int inner = inside.charAt(at) == '[' ? innerEnd(inside, at) : -1;
            if (inner >= 0) {
                String content = inside.substring(at + 2, inner - 2);
                if (inside.charAt(at + 1) == ':') {
                    var _ = CharacterClass.named(filter, content);
                    out.append("[:").append(content).append(":]");
                } else {
                    content.codePoints().forEach(c -> append(out, c));
                }
                at = inner;
                continue;
            }
            int c = inside.codePointAt(at);
            at += Character.charCount(c);
            boolean range = c == '-' && at > 1 && at < inside.length();
            if (range && out.length() > 1) {
                out.append('-');
            } else {
                append(out, c);
            }
        }
        return out.append(']').toString();
    }

    private static void append(StringBuilder out, int c) {
        if (c < 128 && !Character.isLetterOrDigit(c)) {
            out.append("\\x{").append(Integer.toHexString(c)).append('}');
        } else {
            out.appendCodePoint(c);
        }
    }
}
