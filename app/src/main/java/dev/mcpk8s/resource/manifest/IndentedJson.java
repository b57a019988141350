package dev.mcpk8s.resource.manifest;

import dev.mcpk8s.resource.manifest.JsonScanner.JsonSyntaxException;

/**
 * JSON text with two blanks for each level, all else as it was written: names keep their order,
 * strings their escapes (Go: {@code json.Indent}).
 */
public final class IndentedJson {

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private IndentedJson(String text) {
        this.text = text;
    }

    /**
     * @throws ManifestException when it is not JSON, in Go's words
     */
    public static String of(String text) throws ManifestException {
        int end = end(text);
        int rest = JsonScanner.skipBlanks(text, end);
        if (rest < text.length()) {
            throw new ManifestException(
                    "invalid character "
                            + JsonScanner.quotedCharacter(text, rest)
                            + " after top-level value");
        }
        return new IndentedJson(text).write(end) + text.substring(end);
    }

    private static int end(String text) throws ManifestException {
        try {
            return new JsonScanner(text, 0).end();
        } catch (JsonSyntaxException broken) {
            throw new ManifestException(
                    broken.offset() < 0 ? "unexpected end of JSON input" : broken.text());
        }
    }

    private String write(int end) {
        boolean inString = false;
        boolean opened = false;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (inString) {
                out.append(c);
                if (c == '\\') {
                    out.append(text.charAt(++i));
                }
                inString = c != '"';
            } else if (" \t\r\n".indexOf(c) < 0) {
                boolean closes = c == '}' || c == ']';
                if (opened && !closes) {
                    depth++;
                    newLine();
                } else if (closes && !opened) {
                    depth--;
                    newLine();
                }
                opened = c == '{' || c == '[';
                inString = c == '"';
                out.append(c);
                if (c == ',') {
                    newLine();
                } else if (c == ':') {
                    out.append(' ');
                }
            }
        }
        return out.toString();
    }

    private void newLine() {
        out.append('\n').append("  ".repeat(depth));
    }
}
