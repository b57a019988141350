package dev.mcpk8s.jsonpath;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may stand in brackets: a range, a quoted key, several of them, or {@code *}. */
final class SubscriptParser {

    private static final Pattern KEY = Pattern.compile("'([^']*)'");
    private static final Pattern RANGE = Pattern.compile("(-?[0-9]*)(:-?[0-9]*)?(:-?[0-9]*)?");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");

    private SubscriptParser() {}

    static void add(String text, List<Node> path) {
        if (text.indexOf(',') >= 0) {
            List<Node.Sequence> parts = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                parts.add(TemplateParser.path("[" + trimmed(part) + "]"));
            }
            path.add(new Node.Union(parts));
            return;
        }
        Matcher key = KEY.matcher(text);
        if (key.matches()) {
            path.addAll(TemplateParser.path("." + key.group(1)).nodes());
            return;
        }
        path.add(range(text.equals("*") ? ":" : text));
    }

    private static Node range(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            throw TemplateParser.error("invalid array index " + text);
        }
        Long start = bound(range.group(1));
        boolean single = range.group(2) == null;
        Long end =
                single
                        ? Long.valueOf((start == null ? 0 : start) + 1)
                        : bound(range.group(2).substring(1));
        Long step = range.group(3) == null ? null : bound(range.group(3).substring(1));
        return new Node.Range(start, end, single, step);
    }

    private static @Nullable Long bound(String text) {
        if (text.isEmpty()) {
            return null;
        }
        Long value = integer(text);
        if (value == null) {
            throw TemplateParser.error("array index " + text + " is not a number");
        }
        return value;
    }

    /** A decimal integer of 64 bits, or null. */
    static @Nullable Long integer(String text) {
        try {
            return INTEGER.matcher(text).matches() ? Long.valueOf(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == ' ') {
            from++;
        }
        while (from < to && text.charAt(to - 1) == ' ') {
            to--;
        }
        return text.substring(from, to);
    }
}
