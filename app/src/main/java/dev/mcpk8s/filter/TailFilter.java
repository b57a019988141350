package dev.mcpk8s.filter;

import java.util.List;

/** {@code tail}: the last lines or bytes, or with {@code +N} everything from the Nth on. */
final class TailFilter implements Filter {

    private final boolean inBytes;
    private long toSkip;

    private TailFilter(Amount amount) {
        this.inBytes = amount.inBytes();
        this.toSkip = Math.max(0, amount.count() - 1);
    }

    static Filter of(List<String> arguments) {
        Amount amount = Amount.of("tail", arguments);
        return amount.sign() == '+' ? new TailFilter(amount) : Withholding.allButLast(amount);
    }

    @Override
    public boolean accept(byte[] bytes, int from, int to, Downstream out) {
        int start = from;
        while (toSkip > 0 && start < to) {
            if (inBytes || bytes[start] == '\n') {
                toSkip--;
            }
            start++;
        }
        return start == to || out.write(bytes, start, to);
    }

    @Override
    public int finish(Downstream out) {
        return 0;
    }
}
