package dev.mcpk8s.verb.diff;

/**
 * Moves runs of changed lines along equal lines to where people expect them: joined where they
 * meet, as far down as possible, and beside a change of the other text where there is one.
 */
final class ChangedRuns {

    private final int[] lines;
    private final boolean[] changed;
    private final boolean[] other;

    /** The run: first line, line after the last, and the place in the other text. */
    private int start;

    private int end;
    private int place;

    /** Where the run last ended beside a change of the other text; beyond all when nowhere. */
    private int beside;

    private ChangedRuns(int[] lines, boolean[] changed, boolean[] other) {
        this.lines = lines;
        this.changed = changed;
        this.other = other;
    }

    /**
     * @param changed by line, with one more that is not changed; is changed in place
     * @param other of the other text, likewise
     */
    static void settle(int[] lines, boolean[] changed, boolean[] other) {
        new ChangedRuns(lines, changed, other).settle();
    }

    private void settle() {
        while (true) {
            while (end < lines.length && !changed[end]) {
                while (other[place]) {
                    place++;
                }
                place++;
                end++;
            }
            if (end == lines.length) {
                return;
            }
            start = end;
            extend();
            while (other[place]) {
                place++;
            }
            int length;
            do {
                length = end - start;
                moveUp();
                beside = isChangedBefore(place) ? end : lines.length;
                moveDown();
            } while (length != end - start);
            while (beside < end) {
                shiftUp();
            }
        }
    }

    private void extend() {
        while (changed[end]) {
            end++;
        }
    }

    private boolean isChangedBefore(int index) {
        return index > 0 && other[index - 1];
    }

    private void moveUp() {
        while (start > 0 && lines[start - 1] == lines[end - 1]) {
            shiftUp();
            while (start > 0 && changed[start - 1]) {
                start--;
            }
        }
    }

    private void shiftUp() {
        changed[--start] = true;
        changed[--end] = false;
        place--;
        while (place >= 0 && other[place]) {
            place--;
        }
    }

    private void moveDown() {
        while (end < lines.length && lines[start] == lines[end]) {
            changed[start++] = false;
            changed[end++] = true;
            extend();
            place++;
            while (other[place]) {
                place++;
                beside = end;
            }
        }
    }
}
