package dev.mcpk8s.verb.describe;

import java.util.Arrays;
import java.util.HexFormat;

/** Internet addresses as Go writes them. */
final class AddressText {

    private static final int GROUPS = 8;
    private static final int LONG = 16;
    private static final int SHORT = 4;
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private AddressText() {}

    /**
     * @param address in network order; of another length than an address has, its digits
     */
    static String of(byte[] address) {
        if (address.length == SHORT) {
            return dotted(address, 0);
        }
        if (address.length != LONG) {
            return "?" + HexFormat.of().formatHex(address);
        }
        boolean mapped = Arrays.equals(address, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
        return mapped ? dotted(address, MAPPED.length) : grouped(address);
    }

    private static String dotted(byte[] address, int from) {
        return "%d.%d.%d.%d"
                .formatted(
                        address[from] & 0xFF,
                        address[from + 1] & 0xFF,
                        address[from + 2] & 0xFF,
                        address[from + 3] & 0xFF);
    }

    /** The first of the longest runs of zeros is left out, if it is longer than one group. */
    private static String grouped(byte[] address) {
        int best = 0;
        int length = 1;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && group(address, end) == 0) {
                end++;
            }
            if (end - start > length) {
                best = start;
                length = end - start;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (length > 1 && i == best) {
                text.append("::");
                i += length - 1;
                continue;
            }
            boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
            text.append(first ? "" : ":").append(Integer.toHexString(group(address, i)));
        }
        return text.toString();
    }

    private static int group(byte[] address, int index) {
        return (address[2 * index] & 0xFF) << 8 | (address[2 * index + 1] & 0xFF);
    }
}
