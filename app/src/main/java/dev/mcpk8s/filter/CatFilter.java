package dev.mcpk8s.filter;

import java.util.List;
import java.util.Map;

/** {@code cat}: everything as it is, or with {@code -n} each line with its number. */
final class CatFilter extends LineFilter {

    private static final Options.Spec SPEC = new Options.Spec("cat", "nu", Map.of("number", 'n'));

    private final boolean numbers;
    private long number;

    private CatFilter(boolean numbers) {
        this.numbers = numbers;
    }

    static Filter of(List<String> arguments) {
        Options options = Options.parse(SPEC, arguments);
        options.refuseFiles(0);
        return new CatFilter(options.has('n'));
    }

    @Override
    boolean line(Line line, boolean terminated, Downstream out) {
        if (numbers) {
            Line prefix = Line.of("%6d\t".formatted(++number));
            boolean _ = out.write(prefix.bytes(), prefix.from(), prefix.to());
        }
        return terminated ? writeLine(line, out) : out.write(line.bytes(), line.from(), line.to());
    }

    @Override
    int end(Downstream out) {
        return 0;
    }
}
