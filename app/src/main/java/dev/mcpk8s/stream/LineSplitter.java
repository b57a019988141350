package dev.mcpk8s.stream;

import java.util.Arrays;

/**
 * Cuts one stream of output into lines. LF, CRLF and a lone CR (a progress bar's) end a line; the
 * last one needs no end. A line beyond {@link #LONGEST} bytes comes in several pieces, so that
 * memory stays bounded.
 */
final class LineSplitter {

    static final int LONGEST = 1024 * 1024;

    /** Receives a line without its end. The array is the caller's again afterwards. */
    @FunctionalInterface
    interface Lines {
        void line(byte[] bytes, int from, int to);
    }

    private final Lines lines;
    private byte[] held = new byte[0];
    private int heldLength;
    private boolean afterCarriageReturn;

    LineSplitter(Lines lines) {
        this.lines = lines;
    }

    void feed(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (next == '\n' || next == '\r') {
                boolean secondOfPair = next == '\n' && afterCarriageReturn;
                if (!secondOfPair) {
                    endLine(bytes, start, i);
                }
                start = i + 1;
            }
            afterCarriageReturn = next == '\r';
        }
        hold(bytes, start, to);
    }

    /** Hands out a last line that had no end. */
    void finish() {
        if (heldLength > 0) {
            lines.line(held, 0, heldLength);
            heldLength = 0;
        }
    }

    private void endLine(byte[] bytes, int from, int to) {
        if (heldLength == 0 && to - from <= LONGEST) {
            lines.line(bytes, from, to);
            return;
        }
        hold(bytes, from, to);
        lines.line(held, 0, heldLength);
        heldLength = 0;
    }

    private void hold(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to) {
            int length = Math.min(to - start, LONGEST - heldLength);
            makeRoom(heldLength + length);
            System.arraycopy(bytes, start, held, heldLength, length);
            heldLength += length;
            start += length;
            if (heldLength == LONGEST && start < to) {
                handOutPiece();
            }
        }
    }

    private void handOutPiece() {
        int cut = Utf8.wholeCharacters(held, heldLength, heldLength);
        lines.line(held, 0, cut);
        System.arraycopy(held, cut, held, 0, heldLength - cut);
        heldLength -= cut;
    }

    private void makeRoom(int length) {
        if (length > held.length) {
            held = Arrays.copyOf(held, Math.min(LONGEST, Math.max(length, 2 * held.length)));
        }
    }
}
