package dev.mcpk8s.verb.explain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Wraps a description as kubectl's older pages do: words flow, but code, empty lines, lists and
 * what follows a colon begin a line (kubectl: {@code pkg/explain/formatter.go}).
 */
final class Paragraphs {

    private static final String CODE = "    ";
    private static final Pattern SPACES = Pattern.compile("[\\s\\u0085\\p{Z}]+");
    private static final Pattern ITEM =
            Pattern.compile("([0-9]+\\.?|-|\\*)[\\t\\n\\f\\r ].*", Pattern.DOTALL);

    private final int limit;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int lineBytes;
    private String lastWord = "";

    private Paragraphs(int limit) {
        this.limit = limit;
    }

    /**
     * @param limit in bytes, as Go counts
     */
    static List<String> wrap(String text, int limit) {
        Paragraphs wrap = new Paragraphs(limit);
        for (String line : text.split("\n", -1)) {
            wrap.add(line);
        }
        wrap.flush();
        return wrap.lines;
    }

    private void add(String text) {
        if (text.startsWith(CODE)) {
            flush();
            lines.add(text);
            return;
        }
        String trimmed = SPACES.matcher(text).replaceAll(" ").strip();
        if (trimmed.isEmpty()) {
            boolean separates = !lines.isEmpty();
            flush();
            if (separates) {
                lines.add("");
            }
            return;
        }
        if (lastWord.endsWith(":") || ITEM.matcher(trimmed).matches()) {
            flush();
        }
        for (String word : trimmed.split(" ", -1)) {
            addWord(word);
        }
    }

    private void addWord(String word) {
        int bytes = word.getBytes(StandardCharsets.UTF_8).length;
        if (lineBytes > 0 && lineBytes + 1 + bytes > limit) {
            flush();
        }
        if (lineBytes > 0) {
            line.append(' ');
            lineBytes++;
        }
        line.append(word);
        lineBytes += bytes;
        lastWord = word;
    }

    private void flush() {
        if (lineBytes > 0) {
            lines.add(line.toString());
            line.setLength(0);
            lineBytes = 0;
            lastWord = "";
        }
    }
}
