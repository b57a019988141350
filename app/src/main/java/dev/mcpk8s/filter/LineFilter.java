package dev.mcpk8s.filter;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.Arrays;

/** A filter that looks at one line at a time. What it keeps is the line that is not complete. */
abstract class LineFilter implements Filter {

    /** A longer line is no text; it would have to be held whole. */
    private static final int LONGEST_LINE = 16 << 20;

    private static final byte[] NEWLINE = {'\n'};

    private byte[] pending = new byte[0];
    private int length;
    private boolean wantsMore = true;

    /**
     * A line without its end.
     *
     * @param terminated false for a last line that has none
     * @return whether more is wanted
     */
    abstract boolean line(Line line, boolean terminated, Downstream out);

    /** After the last line. */
    abstract int end(Downstream out);

    @Override
    public final boolean accept(byte[] bytes, int from, int to, Downstream out) {
        int start = from;
        while (wantsMore && start < to) {
            int end = indexOfNewline(bytes, start, to);
            if (end < 0) {
                keep(bytes, start, to);
                return true;
            }
            if (length > 0) {
                keep(bytes, start, end);
                int whole = length;
                length = 0;
                wantsMore = line(new Line(pending, 0, whole), true, out);
            } else {
                wantsMore = line(new Line(bytes, start, end), true, out);
            }
            start = end + 1;
        }
        return wantsMore;
    }

    @Override
    public final int finish(Downstream out) {
        if (wantsMore && length > 0) {
            wantsMore = line(new Line(pending, 0, length), false, out);
        }
        return end(out);
    }

    private void keep(byte[] bytes, int from, int to) {
        int added = to - from;
        if (length + added > LONGEST_LINE) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "a line is longer than " + LONGEST_LINE + " bytes, which no filter takes");
        }
        if (length + added > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(length + added, length * 2));
        }
        System.arraycopy(bytes, from, pending, length, added);
        length += added;
    }

    /** Writes a line and its end. */
    static boolean writeLine(Line line, Downstream out) {
        boolean _ = out.write(line.bytes(), line.from(), line.to());
        return out.write(NEWLINE, 0, 1);
    }

    private static int indexOfNewline(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
