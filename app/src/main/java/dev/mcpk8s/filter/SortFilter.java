package dev.mcpk8s.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code sort}: the lines in order; it holds them all, up to a limit. */
final class SortFilter extends LineFilter {

    private static final Options.Spec SPEC =
            new Options.Spec(
                    "sort",
                    "bdfghinMrsuVzk:t:",
                    Map.ofEntries(
                            Map.entry("ignore-leading-blanks", 'b'),
                            Map.entry("dictionary-order", 'd'),
                            Map.entry("ignore-case", 'f'),
                            Map.entry("general-numeric-sort", 'g'),
                            Map.entry("human-numeric-sort", 'h'),
                            Map.entry("ignore-nonprinting", 'i'),
                            Map.entry("numeric-sort", 'n'),
                            Map.entry("month-sort", 'M'),
                            Map.entry("reverse", 'r'),
                            Map.entry("stable", 's'),
                            Map.entry("unique", 'u'),
                            Map.entry("version-sort", 'V'),
                            Map.entry("key", 'k'),
                            Map.entry("field-separator", 't')));

    private static final Pattern ORDERING = Pattern.compile("[bdfghinMrV]*");

    private final Comparator<byte[]> keys;
    private final Comparator<byte[]> order;
    private final boolean unique;
    private final List<byte[]> lines = new ArrayList<>();
    private long held;

    private SortFilter(Comparator<byte[]> keys, Comparator<byte[]> order, boolean unique) {
        this.keys = keys;
        this.order = order;
        this.unique = unique;
    }

    static Filter of(List<String> arguments) {
        Options options = Options.parse(SPEC, arguments);
        options.refuseFiles(0);
        if (options.has('z') || options.has('M')) {
            throw Options.refused("sort", "the options -z and -M are not available here");
        }
        StringBuilder global = new StringBuilder();
        for (Options.Given option : options.given()) {
            if (ORDERING.matcher(String.valueOf(option.letter())).matches()) {
                global.append(option.letter());
            }
        }
        List<String> typed = options.values('k').isEmpty() ? List.of("1") : options.values('k');
        Comparator<byte[]> keys = null;
        for (String key : typed) {
            Comparator<byte[]> next = SortKey.parse(key, separator(options), global.toString());
            keys = keys == null ? next : keys.thenComparing(next);
        }
        if (keys == null) {
            throw new IllegalStateException("there is at least one key");
        }
        boolean unique = options.has('u');
        Comparator<byte[]> bytes = SortKey.BYTES;
        Comparator<byte[]> last = global.indexOf("r") >= 0 ? bytes.reversed() : bytes;
        boolean stable = unique || options.has('s');
        return new SortFilter(keys, stable ? keys : keys.thenComparing(last), unique);
    }

    /** The byte between fields; -1 for blanks. */
    private static int separator(Options options) {
        String typed = options.value('t');
        if (typed == null) {
            return -1;
        }
        if (typed.equals("\\0")) {
            return 0;
        }
        if (typed.length() != 1 || typed.charAt(0) > 127) {
            throw Options.refused("sort", "the separator must be a single ASCII character");
        }
        return typed.charAt(0);
    }

    @Override
    boolean line(Line line, boolean terminated, Downstream out) {
        held += line.length() + 1;
        if (held > Withholding.MOST_BYTES) {
            throw Withholding.tooMuch("sort");
        }
        lines.add(line.copy());
        return true;
    }

    @Override
    int end(Downstream out) {
        lines.sort(order);
        byte[] previous = null;
        for (byte[] line : lines) {
            if (unique && previous != null && keys.compare(previous, line) == 0) {
                continue;
            }
            previous = line;
            if (!writeLine(new Line(line, 0, line.length), out)) {
                return 0;
            }
        }
        return 0;
    }
}
