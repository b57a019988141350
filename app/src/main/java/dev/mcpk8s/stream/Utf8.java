package dev.mcpk8s.stream;

/** Where UTF-8 text may be cut. */
final class Utf8 {

    private static final int LONGEST_CHARACTER = 4;

    private Utf8() {}

    /**
     * The longest length, at most {@code most} and {@code length}, that does not end within a
     * character. Bytes that are no UTF-8 are cut anywhere.
     */
    static int wholeCharacters(byte[] bytes, int most, int length) {
        int cut = Math.min(most, length);
        for (int back = 1; back < LONGEST_CHARACTER && back <= cut; back++) {
            int first = bytes[cut - back] & 0xFF;
            if (first < 0x80) {
                return cut;
            }
            if (first >= 0xC0) {
                return back < lengthOf(first) ? cut - back : cut;
            }
        }
        return cut;
    }

    private static int lengthOf(int firstByte) {
        if (firstByte >= 0xF0) {
            return 4;
        }
        return firstByte >= 0xE0 ? 3 : 2;
    }
}
