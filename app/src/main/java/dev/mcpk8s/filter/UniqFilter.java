package dev.mcpk8s.filter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code uniq}: lines that stand more than once in a row, once. */
final class UniqFilter extends LineFilter {

    private static final Options.Spec SPEC =
            new Options.Spec(
                    "uniq",
                    "cdDuif:s:w:",
                    Map.of(
                            "count", 'c',
                            "repeated", 'd',
                            "unique", 'u',
                            "ignore-case", 'i',
                            "skip-fields", 'f',
                            "skip-chars", 's',
                            "check-chars", 'w'));

    private final Options options;
    private final long skippedFields;
    private final long skippedCharacters;
    private final long checked;

    private byte @Nullable [] group;
    private byte[] groupKey = new byte[0];
    private long count;

    private UniqFilter(Options options) {
        this.options = options;
        this.skippedFields = options.number('f', 0);
        this.skippedCharacters = options.number('s', 0);
        this.checked = options.number('w', Integer.MAX_VALUE);
    }

    static Filter of(List<String> arguments) {
        Options options = Options.parse(SPEC, arguments);
        options.refuseFiles(0);
        if (options.has('D') && options.has('c')) {
            throw Options.refused("uniq", "-c counts lines of which -D prints each");
        }
        return new UniqFilter(options);
    }

    @Override
    boolean line(Line line, boolean terminated, Downstream out) {
        byte[] key = key(line);
        byte[] current = group;
        if (current != null && Arrays.equals(key, groupKey)) {
            count++;
            if (options.has('D')) {
                boolean wanted = count > 2 || printBytes(current, out);
                return writeLine(line, out) && wanted;
            }
            return true;
        }
        boolean wanted = printGroup(out);
        group = line.copy();
        groupKey = key;
        count = 1;
        return wanted;
    }

    @Override
    int end(Downstream out) {
        boolean _ = printGroup(out);
        return 0;
    }

    private boolean printGroup(Downstream out) {
        byte[] current = group;
        boolean hidden =
                current == null
                        || options.has('D')
                        || (options.has('d') && count == 1)
                        || (options.has('u') && count > 1);
        if (hidden || current == null) {
            return true;
        }
        if (options.has('c')) {
            byte[] prefix = "%7d ".formatted(count).getBytes(StandardCharsets.UTF_8);
            boolean _ = out.write(prefix, 0, prefix.length);
        }
        return printBytes(current, out);
    }

    private static boolean printBytes(byte[] line, Downstream out) {
        return writeLine(new Line(line, 0, line.length), out);
    }

    private byte[] key(Line line) {
        int start = 0;
        int length = line.length();
        for (long field = 0; field < skippedFields; field++) {
            while (start < length && isBlank(line.at(start))) {
                start++;
            }
            while (start < length && !isBlank(line.at(start))) {
                start++;
            }
        }
        start = (int) Math.min(length, start + skippedCharacters);
        int end = (int) Math.min(length, start + checked);
        byte[] key = line.part(start, end).copy();
        if (options.has('i')) {
            for (int i = 0; i < key.length; i++) {
                key[i] = key[i] >= 'A' && key[i] <= 'Z' ? (byte) (key[i] + 32) : key[i];
            }
        }
        return key;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
