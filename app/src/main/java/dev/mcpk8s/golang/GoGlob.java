package dev.mcpk8s.golang;

import java.util.Optional;
import java.util.regex.Pattern;

/** Shell patterns as Go's {@code filepath.Match} reads them, for one part of a path. */
public final class GoGlob {

    private GoGlob() {}

    /** Whether the text has a character that makes it a pattern. */
    public static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0);
    }

    /** What the pattern matches; empty when it is malformed. */
    public static Optional<Pattern> compile(String glob) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            char c = glob.charAt(i++);
            switch (c) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                case '[' -> {
                    i = characterClass(glob, i, regex);
                    if (i < 0) {
                        return Optional.empty();
                    }
                }
                case '\\' -> {
                    if (i == glob.length()) {
                        return Optional.empty();
                    }
                    regex.append(Pattern.quote(glob.substring(i, ++i)));
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Optional.of(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    /** Where the class ends; negative when it is malformed. */
    private static int characterClass(String glob, int start, StringBuilder regex) {
        int i = start;
        regex.append('[');
        if (i < glob.length() && glob.charAt(i) == '^') {
            regex.append('^');
            i++;
        }
        for (int ranges = 0; ; ranges++) {
            if (i < glob.length() && glob.charAt(i) == ']' && ranges > 0) {
                regex.append("&&[^/]]");
                return i + 1;
            }
            int low = escaped(glob, i);
            if (low < 0) {
                return -1;
            }
            int high = low;
            if (low + 1 < glob.length() && glob.charAt(low + 1) == '-') {
                high = escaped(glob, low + 2);
                if (high < 0) {
                    return -1;
                }
            }
            appendRange(glob.charAt(low), glob.charAt(high), regex);
            i = high + 1;
        }
    }

    /** Where the character is that stands here, perhaps after a backslash; negative for none. */
    private static int escaped(String glob, int position) {
        if (position >= glob.length() || "-]".indexOf(glob.charAt(position)) >= 0) {
            return -1;
        }
        int character = glob.charAt(position) == '\\' ? position + 1 : position;
        return character < glob.length() ? character : -1;
    }

    private static void appendRange(char low, char high, StringBuilder regex) {
        if (low <= high) {
            regex.append(
                    String.format(java.util.Locale.ROOT, "\\x{%x}-\\x{%x}", (int) low, (int) high));
        }
    }
}
