package dev.mcpk8s.resource;

import dev.mcpk8s.command.HeapBudget;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * An answer's body, fetched from the wire ahead of whoever reads it, as far as memory allows: an
 * API server gives a request up whose answer is not taken within a minute, and the reader may be
 * slow. Beyond that the server waits.
 */
final class ReadAhead extends InputStream {

    private static final int PIECE = 64 * 1024;
    private static final int FIRST_PIECE = 8 * 1024;

    /** So much of one answer is fetched early at most. */
    private static final long MOST = 16 * 1024 * 1024;

    private final InputStream body;
    private final HeapBudget.Share memory;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int position;
    private boolean ended;

    private ReadAhead(InputStream body, HeapBudget.Share memory) {
        this.body = body;
        this.memory = memory;
    }

    /** Fetches what may be fetched now; the body is closed with the stream returned. */
    static InputStream of(InputStream body, HeapBudget.Share memory) throws IOException {
        ReadAhead ahead = new ReadAhead(body, memory);
        ahead.fetch();
        return ahead;
    }

    private void fetch() throws IOException {
        long fetched = 0;
        int size = FIRST_PIECE;
        while (!ended && fetched < MOST && memory.takeSpare(size)) {
            byte[] piece = new byte[size];
            int length = body.readNBytes(piece, 0, size);
            ended = length < size;
            if (ended) {
                memory.giveBack(size - length);
                piece = Arrays.copyOf(piece, length);
            }
            if (length > 0) {
                pieces.add(piece);
            }
            fetched += length;
            size = PIECE;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        byte[] piece = pieces.peek();
        if (piece == null) {
            return ended ? -1 : body.read(bytes, offset, length);
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, bytes, offset, count);
        position += count;
        if (position == piece.length) {
            pieces.remove();
            position = 0;
            memory.giveBack(piece.length);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        for (byte[] piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            memory.giveBack(piece.length);
        }
        body.close();
    }
}
