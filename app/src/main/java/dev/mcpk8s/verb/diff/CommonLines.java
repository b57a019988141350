package dev.mcpk8s.verb.diff;

/**
 * Which lines of one text are left out of the comparison because they say nothing: those the other
 * text has not, and those it has so often that they would be matched by chance, where they stand
 * among such (what GNU diff does unless told to be minimal).
 */
final class CommonLines {

    private static final byte COMPARED = 0;
    private static final byte UNMATCHED = 1;
    private static final byte FREQUENT = 2;

    private static final int FREQUENT_IN_SHORT_TEXT = 5;
    private static final int CLEAR_AFTER = 8;
    private static final int CLEAR_RUN = 3;

    private final byte[] marks;

    private CommonLines(byte[] marks) {
        this.marks = marks;
    }

    /**
     * @param lines as numbers, equal for equal lines
     * @param counts how often the other text has each
     */
    static CommonLines of(int[] lines, int[] counts) {
        int frequent = FREQUENT_IN_SHORT_TEXT;
        for (int rest = (lines.length / 64) >> 2; rest > 0; rest >>= 2) {
            frequent *= 2;
        }
        byte[] marks = new byte[lines.length];
        for (int i = 0; i < lines.length; i++) {
            int count = counts[lines[i]];
            marks[i] = count == 0 ? UNMATCHED : count > frequent ? FREQUENT : COMPARED;
        }
        CommonLines common = new CommonLines(marks);
        common.settle();
        return common;
    }

    boolean isLeftOut(int line) {
        return marks[line] != COMPARED;
    }

    /** A run starts and ends with lines the other text has not; frequent ones count inside only. */
    private void settle() {
        int i = 0;
        while (i < marks.length) {
            if (marks[i] != UNMATCHED) {
                marks[i++] = COMPARED;
                continue;
            }
            int end = i;
            int frequent = 0;
            while (end < marks.length && marks[end] != COMPARED) {
                frequent += marks[end++] == FREQUENT ? 1 : 0;
            }
            while (marks[end - 1] == FREQUENT) {
                marks[--end] = COMPARED;
                frequent--;
            }
            if (frequent * 4 > end - i) {
                keepFrequent(i, end);
            } else {
                keepLongRuns(i, end);
                keepNearEdge(i, end, 1);
                keepNearEdge(end - 1, i - 1, -1);
            }
            i = end;
        }
    }

    private void keepFrequent(int from, int to) {
        for (int i = from; i < to; i++) {
            marks[i] = marks[i] == FREQUENT ? COMPARED : marks[i];
        }
    }

    /** Frequent lines in a row: the longer the run, the more of them may stay left out. */
    private void keepLongRuns(int from, int to) {
        int longest = 1;
        for (int rest = (to - from) >> 4; rest > 0; rest >>= 2) {
            longest *= 2;
        }
        int start = from;
        while (start < to) {
            int end = start;
            while (end < to && marks[end] == FREQUENT) {
                end++;
            }
            if (end - start > longest) {
                keepFrequent(start, end);
            }
            start = end + 1;
        }
    }

    /** Near an edge frequent lines are compared, until it is clear that nothing matches there. */
    private void keepNearEdge(int edge, int beyond, int direction) {
        int inARow = 0;
        for (int i = edge; i != beyond && inARow < CLEAR_RUN; i += direction) {
            if (Math.abs(i - edge) >= CLEAR_AFTER && marks[i] == UNMATCHED) {
                return;
            }
            inARow = marks[i] == UNMATCHED ? inARow + 1 : 0;
            marks[i] = marks[i] == FREQUENT ? COMPARED : marks[i];
        }
    }
}
