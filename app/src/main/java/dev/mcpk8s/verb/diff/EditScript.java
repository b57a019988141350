package dev.mcpk8s.verb.diff;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which elements of two sequences have no counterpart in the other, with as few of them as
 * possible: Myers' search from both ends, in linear space (E. Myers, An O(ND) Difference Algorithm,
 * 1986). Of several shortest scripts it finds the one that GNU diff prints; a search that grows too
 * long is cut short as there.
 */
final class EditScript {

    private static final int LONGEST_SEARCH = 4096;

    private final int[] before;
    private final int[] after;
    private final boolean[] deleted;
    private final boolean[] inserted;
    private final int[] forward;
    private final int[] backward;
    private final int zero;
    private final int limit;

    private EditScript(int[] before, int[] after) {
        this.before = before;
        this.after = after;
        deleted = new boolean[before.length];
        inserted = new boolean[after.length];
        int diagonals = before.length + after.length + 3;
        forward = new int[diagonals];
        backward = new int[diagonals];
        zero = after.length + 1;
        limit = Math.max(LONGEST_SEARCH, (int) Math.sqrt(diagonals));
    }

    static EditScript of(int[] before, int[] after) {
        EditScript script = new EditScript(before, after);
        script.compare(0, before.length, 0, after.length);
        return script;
    }

    /** Whether an element of the first sequence has no counterpart. */
    boolean isDeleted(int index) {
        return deleted[index];
    }

    /** Whether an element of the second sequence has none. */
    boolean isInserted(int index) {
        return inserted[index];
    }

    private record Point(int x, int y) {}

    private void compare(int fromX, int toX, int fromY, int toY) {
        int left = fromX;
        int right = toX;
        int top = fromY;
        int bottom = toY;
        while (left < right && top < bottom && before[left] == after[top]) {
            left++;
            top++;
        }
        while (left < right && top < bottom && before[right - 1] == after[bottom - 1]) {
            right--;
            bottom--;
        }
        if (left == right) {
            Arrays.fill(inserted, top, bottom, true);
        } else if (top == bottom) {
            Arrays.fill(deleted, left, right, true);
        } else {
            Point middle = new Search(left, right, top, bottom).middle();
            compare(left, middle.x, top, middle.y);
            compare(middle.x, right, middle.y, bottom);
        }
    }

    /** Searches a point of a shortest path in a part of the plane, from both of its corners. */
    private final class Search {

        private final int left;
        private final int right;
        private final int top;
        private final int bottom;
        private final int lowest;
        private final int highest;
        private int forwardLow;
        private int forwardHigh;
        private int backwardLow;
        private int backwardHigh;

        Search(int left, int right, int top, int bottom) {
            this.left = left;
            this.right = right;
            this.top = top;
            this.bottom = bottom;
            lowest = left - bottom;
            highest = right - top;
            forwardLow = left - top;
            forwardHigh = forwardLow;
            backwardLow = right - bottom;
            backwardHigh = backwardLow;
            forward[zero + forwardLow] = left;
            backward[zero + backwardLow] = right;
        }

        Point middle() {
            boolean meetsForward = ((forwardLow - backwardLow) & 1) != 0;
            for (int cost = 1; ; cost++) {
                Point met = stepForward(meetsForward);
                met = met == null ? stepBackward(!meetsForward) : met;
                if (met != null) {
                    return met;
                }
                if (cost >= limit) {
                    return farthest();
                }
            }
        }

        private @Nullable Point stepForward(boolean mayMeet) {
            forwardLow = widen(forward, forwardLow, lowest, -1, -1);
            forwardHigh = widen(forward, forwardHigh, highest, 1, -1);
            for (int d = forwardHigh; d >= forwardLow; d -= 2) {
                int lower = forward[zero + d - 1];
                int higher = forward[zero + d + 1];
                int x = lower < higher ? higher : lower + 1;
                while (x < right && x - d < bottom && before[x] == after[x - d]) {
                    x++;
                }
                forward[zero + d] = x;
                if (mayMeet && d >= backwardLow && d <= backwardHigh && backward[zero + d] <= x) {
                    return new Point(x, x - d);
                }
            }
            return null;
        }

        private @Nullable Point stepBackward(boolean mayMeet) {
            backwardLow = widen(backward, backwardLow, lowest, -1, Integer.MAX_VALUE);
            backwardHigh = widen(backward, backwardHigh, highest, 1, Integer.MAX_VALUE);
            for (int d = backwardHigh; d >= backwardLow; d -= 2) {
                int lower = backward[zero + d - 1];
                int higher = backward[zero + d + 1];
                int x = lower < higher ? lower : higher - 1;
                while (x > left && x - d > top && before[x - 1] == after[x - d - 1]) {
                    x--;
                }
                backward[zero + d] = x;
                if (mayMeet && d >= forwardLow && d <= forwardHigh && x <= forward[zero + d]) {
                    return new Point(x, x - d);
                }
            }
            return null;
        }

        /** One diagonal further, or one back from the border. */
        private int widen(int[] reached, int edge, int border, int direction, int unreached) {
            if (edge == border) {
                return edge - direction;
            }
            int next = edge + direction;
            reached[zero + next + direction] = unreached;
            return next;
        }

        /** Gives up: the end that came farther tells where to part. */
        private Point farthest() {
            int bestForward = -1;
            Point ahead = new Point(left, top);
            for (int d = forwardHigh; d >= forwardLow; d -= 2) {
                int x = Math.min(forward[zero + d], right);
                int y = x - d;
                if (y > bottom) {
                    x = bottom + d;
                    y = bottom;
                }
                if (x + y > bestForward) {
                    bestForward = x + y;
                    ahead = new Point(x, y);
                }
            }
            int bestBackward = Integer.MAX_VALUE;
            Point behind = new Point(right, bottom);
            for (int d = backwardHigh; d >= backwardLow; d -= 2) {
                int x = Math.max(backward[zero + d], left);
                int y = x - d;
                if (y < top) {
                    x = top + d;
                    y = top;
                }
                if (x + y < bestBackward) {
                    bestBackward = x + y;
                    behind = new Point(x, y);
                }
            }
            boolean forwardIsBetter = right + bottom - bestBackward < bestForward - (left + top);
            return forwardIsBetter ? ahead : behind;
        }
    }
}
