package dev.mcpk8s.filter;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The order of {@code sort -V}: numbers in a text compare as numbers, {@code ~} comes before
 * everything (gnulib: {@code filevercmp}).
 */
enum VersionOrder implements Comparator<byte[]> {
    INSTANCE;

    @Override
    public int compare(byte[] left, byte[] right) {
        int i = 0;
        int j = 0;
        while (i < left.length || j < right.length) {
            while ((i < left.length && !isDigit(left[i]))
                    || (j < right.length && !isDigit(right[j]))) {
                int difference = rank(left, i) - rank(right, j);
                if (difference != 0) {
                    return difference;
                }
                i++;
                j++;
            }
            int leftEnd = endOfDigits(left, i);
            int rightEnd = endOfDigits(right, j);
            int compared =
                    compareNumbers(
                            Arrays.copyOfRange(left, Math.min(i, leftEnd), leftEnd),
                            Arrays.copyOfRange(right, Math.min(j, rightEnd), rightEnd));
            if (compared != 0) {
                return compared;
            }
            i = Math.max(i, leftEnd);
            j = Math.max(j, rightEnd);
        }
        return 0;
    }

    private static int compareNumbers(byte[] left, byte[] right) {
        byte[] a = withoutZeros(left);
        byte[] b = withoutZeros(right);
        return a.length == b.length ? Arrays.compare(a, b) : a.length - b.length;
    }

    private static byte[] withoutZeros(byte[] digits) {
        int start = 0;
        while (start < digits.length && digits[start] == '0') {
            start++;
        }
        return Arrays.copyOfRange(digits, start, digits.length);
    }

    private static int endOfDigits(byte[] text, int from) {
        int end = Math.min(from, text.length);
        while (end < text.length && isDigit(text[end])) {
            end++;
        }
        return end;
    }

    /** {@code ~}, then the end and digits, then letters, then everything else. */
    private static int rank(byte[] text, int at) {
        if (at >= text.length) {
            return -1;
        }
        int c = text[at] & 0xFF;
        if (isDigit(text[at])) {
            return 0;
        }
        if (c == '~') {
            return -2;
        }
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter ? c : c + 256;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
