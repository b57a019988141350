package dev.mcpk8s.filter;

import dev.mcpk8s.error.CommandException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code cut}: parts of each line, by fields or by bytes (GNU's characters are bytes too). */
final class CutFilter extends LineFilter {

    private static final Options.Spec SPEC =
            new Options.Spec(
                    "cut",
                    "b:c:f:d:sCno:",
                    Map.of(
                            "bytes", 'b',
                            "characters", 'c',
                            "fields", 'f',
                            "delimiter", 'd',
                            "only-delimited", 's',
                            "complement", 'C',
                            "output-delimiter", 'o'));

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})?(-)?([0-9]{1,9})?");

    /** From 1, both ends included. */
    private record Range(long first, long last) {}

    private final List<Range> ranges;
    private final boolean fields;
    private final byte delimiter;
    private final byte[] outputDelimiter;
    private final boolean joins;
    private final boolean onlyDelimited;

    private CutFilter(Options options, List<Range> ranges) {
        this.ranges = ranges;
        this.fields = options.has('f');
        String typed = options.value('d');
        byte[] separator = (typed == null ? "\t" : typed).getBytes(StandardCharsets.UTF_8);
        if (separator.length > 1) {
            throw Options.refused("cut", "the delimiter must be a single character");
        }
        this.delimiter = separator.length == 0 ? 0 : separator[0];
        String output = options.value('o');
        this.joins = fields || output != null;
        this.outputDelimiter =
                output == null ? new byte[] {delimiter} : output.getBytes(StandardCharsets.UTF_8);
        this.onlyDelimited = options.has('s');
    }

    static Filter of(List<String> arguments) {
        Options options = Options.parse(SPEC, arguments);
        options.refuseFiles(0);
        List<String> lists = new ArrayList<>(options.values('b'));
        lists.addAll(options.values('c'));
        lists.addAll(options.values('f'));
        if (lists.size() != 1) {
            throw Options.refused("cut", "it needs one list of bytes, characters or fields");
        }
        if (!options.has('f') && (options.has('d') || options.has('s'))) {
            throw Options.refused("cut", "-d and -s are for fields (-f) only");
        }
        List<Range> ranges = ranges(lists.getFirst());
        return new CutFilter(options, options.has('C') ? complement(ranges) : ranges);
    }

    private static List<Range> ranges(String list) {
        List<Range> ranges = new ArrayList<>();
        for (String part : list.split("[, ]", -1)) {
            Matcher typed = RANGE.matcher(part);
            if (!typed.matches() || part.isEmpty() || part.equals("-")) {
                throw wrong(list);
            }
            long first = typed.group(1) == null ? 1 : Long.parseLong(typed.group(1));
            long last = typed.group(2) == null ? first : Long.MAX_VALUE;
            if (typed.group(3) != null) {
                last = Long.parseLong(typed.group(3));
            }
            if (first < 1 || last < first) {
                throw wrong(list);
            }
            ranges.add(new Range(first, last));
        }
        return merged(ranges);
    }

    private static CommandException wrong(String list) {
        return Options.refused("cut", "\"" + list + "\" is no list of numbers from 1 on");
    }

    private static List<Range> merged(List<Range> ranges) {
        List<Range> merged = new ArrayList<>();
        for (Range range : ranges.stream().sorted(Comparator.comparing(Range::first)).toList()) {
            Range last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && range.first() <= last.last()) {
                merged.removeLast();
                merged.add(new Range(last.first(), Math.max(last.last(), range.last())));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private static List<Range> complement(List<Range> ranges) {
        List<Range> others = new ArrayList<>();
        long next = 1;
        for (Range range : ranges) {
            if (range.first() > next) {
                others.add(new Range(next, range.first() - 1));
            }
            next = range.last() == Long.MAX_VALUE ? 0 : range.last() + 1;
            if (next == 0) {
                return others;
            }
        }
        others.add(new Range(next, Long.MAX_VALUE));
        return others;
    }

    @Override
    boolean line(Line line, boolean terminated, Downstream out) {
        if (!fields) {
            return cutBytes(line, out);
        }
        int length = line.length();
        boolean delimited = false;
        for (int i = 0; i < length && !delimited; i++) {
            delimited = line.at(i) == delimiter;
        }
        if (!delimited) {
            return onlyDelimited || writeLine(line, out);
        }
        boolean wrote = false;
        long field = 1;
        int start = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || line.at(i) == delimiter) {
                if (chosen(field)) {
                    write(line.part(start, i), wrote, out);
                    wrote = true;
                }
                field++;
                start = i + 1;
            }
        }
        return writeLine(Line.of(""), out);
    }

    private boolean cutBytes(Line line, Downstream out) {
        boolean wrote = false;
        for (Range range : ranges) {
            int start = (int) Math.min(line.length(), range.first() - 1);
            int end = (int) Math.min(line.length(), range.last());
            if (start < end) {
                write(line.part(start, end), wrote && joins, out);
                wrote = true;
            }
        }
        return writeLine(Line.of(""), out);
    }

    private void write(Line part, boolean delimit, Downstream out) {
        if (delimit) {
            boolean _ = out.write(outputDelimiter, 0, outputDelimiter.length);
        }
        boolean _ = out.write(part.bytes(), part.from(), part.to());
    }

    private boolean chosen(long field) {
        for (Range range : ranges) {
            if (field >= range.first() && field <= range.last()) {
                return true;
            }
        }
        return false;
    }

    @Override
    int end(Downstream out) {
        return 0;
    }
}
