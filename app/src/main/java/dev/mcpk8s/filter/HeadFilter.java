package dev.mcpk8s.filter;

import java.util.List;

/** {@code head}: the first lines or bytes, or with a negative number all but the last. */
final class HeadFilter implements Filter {

    private final boolean inBytes;
    private long left;

    private HeadFilter(Amount amount) {
        this.inBytes = amount.inBytes();
        this.left = amount.count();
    }

    static Filter of(List<String> arguments) {
        Amount amount = Amount.of("head", arguments);
        return amount.sign() == '-' ? Withholding.last(amount) : new HeadFilter(amount);
    }

    @Override
    public boolean accept(byte[] bytes, int from, int to, Downstream out) {
        int end = from;
        while (left > 0 && end < to) {
            if (inBytes || bytes[end] == '\n') {
                left--;
            }
            end++;
        }
        boolean wanted = end == from || out.write(bytes, from, end);
        return left > 0 && wanted;
    }

    @Override
    public int finish(Downstream out) {
        return 0;
    }
}
