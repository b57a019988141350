package dev.mcpk8s.filter.awk;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** What {@code sub}, {@code gsub} and {@code gensub} put in place of what matches. */
final class Replacement {

    private final AwkBudget budget;

    Replacement(AwkBudget budget) {
        this.budget = budget;
    }

    /**
     * @param count how many places were replaced
     */
    record Result(String text, int count) {}

    /** Writes what replaces one match. */
    @FunctionalInterface
    private interface Writer {
        void write(Matcher match, StringBuilder out);
    }

    /** {@code &} is what matched, {@code \&} is an ampersand. */
    Result simple(Pattern pattern, String with, String text, boolean everywhere) {
        return replace(pattern, text, everywhere ? 0 : 1, (match, out) -> simple(with, match, out));
    }

    /**
     * {@code \1} is what the first group matched, {@code \0} and {@code &} all of it.
     *
     * @param number which match is replaced, 0 for all
     */
    String general(Pattern pattern, String with, String text, int number) {
        return replace(pattern, text, number, (match, out) -> general(with, match, out)).text();
    }

    private Result replace(Pattern pattern, String text, int number, Writer writer) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        int copied = 0;
        int seen = 0;
        int replaced = 0;
        int lastEnd = -1;
        budget.step(1 + (text.length() >> 4));
        while ((number == 0 || seen < number) && matcher.find()) {
            boolean touchesLast = matcher.start() == matcher.end() && matcher.start() == lastEnd;
            lastEnd = matcher.end();
            if (touchesLast) {
                continue;
            }
            seen++;
            if (number == 0 || seen == number) {
                int before = out.length();
                out.append(text, copied, matcher.start());
                writer.write(matcher, out);
                copied = matcher.end();
                replaced++;
                budget.make(out.length() - before);
            }
        }
        return new Result(out.append(text, copied, text.length()).toString(), replaced);
    }

    /** Backslashes count only before an ampersand: two of them are one (POSIX: awk, sub). */
    private static void simple(String with, Matcher match, StringBuilder out) {
        int i = 0;
        while (i < with.length()) {
            int slashes = 0;
            while (i + slashes < with.length() && with.charAt(i + slashes) == '\\') {
                slashes++;
            }
            i += slashes;
            boolean ampersand = i < with.length() && with.charAt(i) == '&';
            out.append("\\".repeat(ampersand ? slashes / 2 : slashes));
            if (ampersand) {
                out.append(slashes % 2 == 1 ? "&" : match.group());
                i++;
            } else if (i < with.length()) {
                out.append(with.charAt(i));
                i++;
            }
        }
    }

    private static void general(String with, Matcher match, StringBuilder out) {
        for (int i = 0; i < with.length(); i++) {
            char c = with.charAt(i);
            if (c == '&') {
                out.append(match.group());
            } else if (c != '\\' || i + 1 == with.length()) {
                out.append(c);
            } else {
                char escaped = with.charAt(++i);
                if (escaped >= '0' && escaped <= '9') {
                    int group = escaped - '0';
                    String matched = group <= match.groupCount() ? match.group(group) : null;
                    out.append(matched == null ? "" : matched);
                } else {
                    out.append(escaped);
                }
            }
        }
    }
}
