package dev.mcpk8s.stream;

import java.util.ArrayDeque;
import java.util.Deque;

/** Pieces that wait for the network, taken together. Not safe for several threads. */
final class PendingPieces {

    /** So many bytes are enough for one write to the network. */
    private static final int ENOUGH = 64 * 1024;

    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int bytes;

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Whether a writer has to wait; one piece may go beyond the bound. */
    boolean isFull() {
        return bytes >= ENOUGH;
    }

    void add(byte[] piece) {
        if (piece.length > 0) {
            pieces.add(piece);
            bytes += piece.length;
        }
    }

    void clear() {
        pieces.clear();
        bytes = 0;
    }

    /** Everything that waits, in order, as one piece; at least one must wait. */
    byte[] takeAll() {
        byte[] all = pieces.remove();
        if (!pieces.isEmpty()) {
            byte[] joined = new byte[bytes];
            int end = 0;
            for (byte[] piece = all; piece != null; piece = pieces.poll()) {
                System.arraycopy(piece, 0, joined, end, piece.length);
                end += piece.length;
            }
            all = joined;
        }
        clear();
        return all;
    }
}
