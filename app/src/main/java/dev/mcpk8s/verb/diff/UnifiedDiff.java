package dev.mcpk8s.verb.diff;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The hunks between two texts, line for line as GNU {@code diff -u} prints them. */
final class UnifiedDiff {

    private static final int CONTEXT = 3;

    private final List<String> before;
    private final List<String> after;
    private final boolean[] deleted;
    private final boolean[] inserted;

    private UnifiedDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        deleted = new boolean[before.size() + 1];
        inserted = new boolean[after.size() + 1];
        compare();
    }

    /**
     * @param before every line ends in a newline
     * @param after likewise
     */
    static UnifiedDiff of(String before, String after) {
        return new UnifiedDiff(lines(before), lines(after));
    }

    private static List<String> lines(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        return lines.subList(0, lines.size() - 1);
    }

    void write(Writer out) throws IOException {
        for (Hunk hunk : hunks()) {
            write(hunk, out);
        }
    }

    private void compare() {
        Map<String, Integer> numbers = new HashMap<>();
        int prefix = 0;
        int shorter = Math.min(before.size(), after.size());
        while (prefix < shorter && before.get(prefix).equals(after.get(prefix))) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter - prefix
                && before.get(before.size() - 1 - suffix)
                        .equals(after.get(after.size() - 1 - suffix))) {
            suffix++;
        }
        // Changes can be moved by equal lines, but no farther than a hunk's context shows.
        int from = Math.max(0, prefix - CONTEXT);
        int end = Math.max(0, suffix - CONTEXT);
        int[] left = numbered(before.subList(from, before.size() - end), numbers);
        int[] right = numbered(after.subList(from, after.size() - end), numbers);
        boolean[] leftChanged = new boolean[left.length + 1];
        boolean[] rightChanged = new boolean[right.length + 1];
        compare(left, right, leftChanged, rightChanged, numbers.size());
        ChangedRuns.settle(left, leftChanged, rightChanged);
        ChangedRuns.settle(right, rightChanged, leftChanged);
        System.arraycopy(leftChanged, 0, deleted, from, left.length);
        System.arraycopy(rightChanged, 0, inserted, from, right.length);
    }

    private static void compare(
            int[] left, int[] right, boolean[] leftChanged, boolean[] rightChanged, int distinct) {
        int[] leftKept = kept(left, counts(right, distinct), leftChanged);
        int[] rightKept = kept(right, counts(left, distinct), rightChanged);
        EditScript script = EditScript.of(select(left, leftKept), select(right, rightKept));
        for (int i = 0; i < leftKept.length; i++) {
            leftChanged[leftKept[i]] = script.isDeleted(i);
        }
        for (int i = 0; i < rightKept.length; i++) {
            rightChanged[rightKept[i]] = script.isInserted(i);
        }
    }

    private static int[] numbered(List<String> lines, Map<String, Integer> numbers) {
        int[] result = new int[lines.size()];
        for (int i = 0; i < result.length; i++) {
            int next = numbers.size();
            result[i] = numbers.computeIfAbsent(lines.get(i), _ -> next);
        }
        return result;
    }

    private static int[] counts(int[] lines, int distinct) {
        int[] counts = new int[distinct];
        for (int line : lines) {
            counts[line]++;
        }
        return counts;
    }

    /** The lines that are worth comparing; the others are changed. */
    private static int[] kept(int[] lines, int[] otherCounts, boolean[] changed) {
        CommonLines common = CommonLines.of(lines, otherCounts);
        int[] kept = new int[lines.length];
        int size = 0;
        for (int i = 0; i < lines.length; i++) {
            if (common.isLeftOut(i)) {
                changed[i] = true;
            } else {
                kept[size++] = i;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private static int[] select(int[] lines, int[] kept) {
        int[] selected = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            selected[i] = lines[kept[i]];
        }
        return selected;
    }

    /** Lines, from the first to the one after the last, of both texts. */
    private record Hunk(int left, int leftEnd, int right, int rightEnd) {}

    private List<Hunk> hunks() {
        List<Hunk> hunks = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (!deleted[i] && !inserted[j]) {
                i++;
                j++;
                continue;
            }
            int left = i;
            int right = j;
            while (deleted[i]) {
                i++;
            }
            while (inserted[j]) {
                j++;
            }
            add(new Hunk(left, i, right, j), hunks);
        }
        return hunks;
    }

    /** Changes whose contexts touch are one hunk. */
    private static void add(Hunk change, List<Hunk> hunks) {
        if (!hunks.isEmpty() && change.left - hunks.getLast().leftEnd <= 2 * CONTEXT) {
            Hunk last = hunks.removeLast();
            hunks.add(new Hunk(last.left, change.leftEnd, last.right, change.rightEnd));
        } else {
            hunks.add(change);
        }
    }

    private void write(Hunk hunk, Writer out) throws IOException {
        int above = Math.min(CONTEXT, hunk.left);
        int below = Math.min(CONTEXT, before.size() - hunk.leftEnd);
        int i = hunk.left - above;
        int j = hunk.right - above;
        int end = hunk.leftEnd + below;
        int otherEnd = hunk.rightEnd + below;
        out.write("@@ -" + range(i, end) + " +" + range(j, otherEnd) + " @@\n");
        while (i < end || j < otherEnd) {
            if (deleted[i]) {
                line('-', before.get(i++), out);
            } else if (inserted[j]) {
                line('+', after.get(j++), out);
            } else {
                line(' ', before.get(i++), out);
                j++;
            }
        }
    }

    private static void line(char mark, String line, Writer out) throws IOException {
        out.write(mark);
        out.write(line);
        out.write('\n');
    }

    private static String range(int from, int to) {
        return switch (to - from) {
            case 0 -> from + ",0";
            case 1 -> Integer.toString(to);
            default -> from + 1 + "," + (to - from);
        };
    }
}
