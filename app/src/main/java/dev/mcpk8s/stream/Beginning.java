package dev.mcpk8s.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first bytes of a stream of output, and how many there were in all. */
final class Beginning {

    private static final int FIRST_ROOM = 1024;

    private int limit;
    private byte[] bytes = new byte[0];
    private int kept;
    private long total;

    Beginning(int limit) {
        this.limit = limit;
    }

    /** Keeps nothing of a piece, and so of none that follows: a beginning has no holes. */
    void drop(byte[] piece) {
        total += piece.length;
        limit = kept;
    }

    /** Whether more would be kept. */
    boolean hasRoom() {
        return kept < limit;
    }

    void keep(byte[] piece) {
        total += piece.length;
        int length = Math.min(piece.length, limit - kept);
        if (kept + length > bytes.length) {
            long doubled = Math.max(FIRST_ROOM, 2L * bytes.length);
            bytes =
                    Arrays.copyOf(
                            bytes, (int) Math.min(limit, Math.max(doubled, (long) kept + length)));
        }
        System.arraycopy(piece, 0, bytes, kept, length);
        kept += length;
    }

    int kept() {
        return kept;
    }

    long total() {
        return total;
    }

    /** The longest beginning of at most so many bytes whose last character is whole. */
    int wholeCharacters(int most) {
        return most >= kept && kept == total ? kept : Utf8.wholeCharacters(bytes, most, kept);
    }

    String text(int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
