package dev.mcpk8s.filter;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** {@code tr}: replaces, deletes and squeezes bytes, as GNU's does. */
final class TrFilter implements Filter {

    private static final Options.Spec SPEC =
            new Options.Spec(
                    "tr",
                    "cCdst",
                    Map.of(
                            "complement", 'c',
                            "delete", 'd',
                            "squeeze-repeats", 's',
                            "truncate-set1", 't'));

    private static final int BYTES = 256;

    private final byte[] replacements = new byte[BYTES];
    private final BitSet deleted = new BitSet();
    private final BitSet squeezed = new BitSet();
    private int last = -1;

    private TrFilter() {
        for (int i = 0; i < BYTES; i++) {
            replacements[i] = (byte) i;
        }
    }

    static Filter of(List<String> arguments) {
        Options options = Options.parse(SPEC, ordered(arguments));
        boolean delete = options.has('d');
        boolean squeeze = options.has('s');
        int most = delete && !squeeze ? 1 : 2;
        int least = delete != squeeze ? 1 : 2;
        List<String> sets = options.operands();
        if (sets.size() < least || sets.size() > most) {
            throw Options.refused(
                    "tr",
                    "it takes "
                            + (least == most ? "" : "one or ")
                            + (most == 1 ? "one set" : "two sets")
                            + " of characters");
        }
        TrFilter filter = new TrFilter();
        boolean complement = options.has('c') || options.has('C');
        List<Integer> first = TrSet.expand(sets.getFirst(), -1);
        if (complement) {
            first = TrSet.complement(first);
        }
        if (delete) {
            first.forEach(filter.deleted::set);
        } else if (sets.size() == 2) {
            filter.replace(first, sets.get(1), complement, options.has('t'));
        }
        if (squeeze) {
            List<Integer> repeats =
                    sets.size() == 2 ? TrSet.expand(sets.get(1), first.size()) : first;
            repeats.forEach(filter.squeezed::set);
        }
        return filter;
    }

    /** What follows the first set is no option. */
    private static List<String> ordered(List<String> arguments) {
        List<String> words = new ArrayList<>(arguments);
        int first = 0;
        while (first < words.size() && words.get(first).matches("-.+")) {
            if (words.get(first).equals("--")) {
                return words;
            }
            first++;
        }
        words.add(first, "--");
        return words;
    }

    private void replace(List<Integer> from, String set, boolean complement, boolean truncate) {
        List<Integer> to = TrSet.expand(set, from.size());
        if (to.isEmpty() && !from.isEmpty()) {
            throw Options.refused("tr", "the second set is empty");
        }
        int common = truncate ? Math.min(from.size(), to.size()) : from.size();
        for (int i = 0; i < common; i++) {
            int target = complement ? to.getLast() : to.get(Math.min(i, to.size() - 1));
            replacements[from.get(i)] = (byte) target;
        }
    }

    @Override
    public boolean accept(byte[] bytes, int from, int to, Downstream out) {
        byte[] result = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            int value = bytes[i] & 0xFF;
            if (deleted.get(value)) {
                continue;
            }
            int replaced = replacements[value] & 0xFF;
            if (replaced == last && squeezed.get(replaced)) {
                continue;
            }
            last = replaced;
            result[length++] = (byte) replaced;
        }
        return length == 0 || out.write(result, 0, length);
    }

    @Override
    public int finish(Downstream out) {
        return 0;
    }
}
