package dev.mcpk8s.filter;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Keeps the last pieces (lines, or bytes in pieces) of its input back: {@code head -n -N} passes on
 * what falls out, {@code tail -n N} shows at the end what is left.
 */
final class Withholding implements Filter {

    /** More is not held for one command. */
    static final int MOST_BYTES = 32 << 20;

    private final long count;
    private final boolean inBytes;
    private final boolean showsTheRest;

    /** Lines with their ends; the last one may lack it. In bytes mode: pieces. */
    private final ArrayDeque<byte[]> held = new ArrayDeque<>();

    private long heldBytes;
    private boolean open;

    private Withholding(Amount amount, boolean showsTheRest) {
        this.count = amount.count();
        this.inBytes = amount.inBytes();
        this.showsTheRest = showsTheRest;
    }

    /** All but the last. */
    static Withholding last(Amount amount) {
        return new Withholding(amount, false);
    }

    /** Only the last. */
    static Withholding allButLast(Amount amount) {
        return new Withholding(amount, true);
    }

    @Override
    public boolean accept(byte[] bytes, int from, int to, Downstream out) {
        int start = from;
        while (start < to) {
            int end = inBytes ? to : endOfLine(bytes, start, to);
            hold(Arrays.copyOfRange(bytes, start, end));
            open = !inBytes && bytes[end - 1] != '\n';
            start = end;
        }
        return release(out);
    }

    @Override
    public int finish(Downstream out) {
        if (showsTheRest) {
            for (byte[] piece : held) {
                if (!out.write(piece, 0, piece.length)) {
                    return 0;
                }
            }
        }
        return 0;
    }

    private void hold(byte[] piece) {
        byte[] whole = piece;
        if (open) {
            byte[] begun = held.removeLast();
            heldBytes -= begun.length;
            whole = new byte[begun.length + piece.length];
            System.arraycopy(begun, 0, whole, 0, begun.length);
            System.arraycopy(piece, 0, whole, begun.length, piece.length);
        }
        held.addLast(whole);
        heldBytes += whole.length;
    }

    /** Lets go of what is not among the last any more. */
    private boolean release(Downstream out) {
        boolean wanted = true;
        if (inBytes) {
            while (heldBytes > count && !held.isEmpty()) {
                byte[] first = held.removeFirst();
                int gone = (int) Math.min(first.length, heldBytes - count);
                wanted = pass(first, gone, out) && wanted;
                heldBytes -= gone;
                if (gone < first.length) {
                    held.addFirst(Arrays.copyOfRange(first, gone, first.length));
                    break;
                }
            }
        } else {
            while (held.size() > count) {
                byte[] first = held.removeFirst();
                heldBytes -= first.length;
                open = open && !held.isEmpty();
                wanted = pass(first, first.length, out) && wanted;
            }
        }
        if (heldBytes > MOST_BYTES) {
            throw tooMuch("head and tail");
        }
        return wanted;
    }

    private boolean pass(byte[] piece, int length, Downstream out) {
        return showsTheRest || out.write(piece, 0, length);
    }

    static CommandException tooMuch(String filter) {
        return new CommandException(
                ErrorCode.COMMAND_FAILED,
                filter + " would have to hold more than " + MOST_BYTES + " bytes");
    }

    private static int endOfLine(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return to;
    }
}
