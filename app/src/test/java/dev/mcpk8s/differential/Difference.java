package dev.mcpk8s.differential;

import java.util.ArrayList;
import java.util.List;

/** Shows where two outcomes part, line by line, with everything visible that is not. */
final class Difference {

    private static final int MOST_LINES = 12;

    private Difference() {}

    static String report(DifferentialCase differential, Outcome expected, Outcome actual) {
        StringBuilder text = new StringBuilder();
        text.append(differential.where())
                .append("  @")
                .append(differential.user())
                .append(" kubectl ")
                .append(differential.line())
                .append('\n');
        if (expected.exitCode() != actual.exitCode()) {
            text.append("  exit code: kubectl ")
                    .append(expected.exitCode())
                    .append(", ours ")
                    .append(actual.exitCode())
                    .append('\n');
        }
        describe(text, "stdout", expected.stdout(), actual.stdout());
        describe(text, "stderr", expected.stderr(), actual.stderr());
        return text.toString();
    }

    private static void describe(
            StringBuilder text, String stream, String expected, String actual) {
        if (expected.equals(actual)) {
            return;
        }
        List<String> left = lines(expected);
        List<String> right = lines(actual);
        int start = 0;
        while (start < left.size()
                && start < right.size()
                && left.get(start).equals(right.get(start))) {
            start++;
        }
        text.append("  ").append(stream).append(" from line ").append(start + 1).append('\n');
        show(text, "    kubectl | ", left, start);
        show(text, "    ours    | ", right, start);
    }

    private static void show(StringBuilder text, String prefix, List<String> lines, int start) {
        for (int i = start; i < Math.min(lines.size(), start + MOST_LINES); i++) {
            text.append(prefix).append(visible(lines.get(i))).append('\n');
        }
        if (start >= lines.size()) {
            text.append(prefix).append("(nothing)\n");
        }
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)")));
        lines.removeIf(String::isEmpty);
        return lines;
    }

    private static String visible(String line) {
        return line.replace("\n", "⏎").replace("\t", "⇥").replaceAll(" $", "·");
    }
}
