package dev.mcpk8s.filter;

import com.google.re2j.Matcher;
import dev.mcpk8s.filter.SedCommand.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code sed}: {@code s}, {@code p}, {@code d}, {@code q}, {@code =} and {@code y} on the lines
 * they are addressed to. Everything that reads or writes files or loops is not there.
 */
final class SedFilter extends LineFilter {

    private static final Options.Spec SPEC =
            new Options.Spec(
                    "sed",
                    "nEruse:",
                    Map.of(
                            "quiet", 'n',
                            "silent", 'n',
                            "regexp-extended", 'E',
                            "expression", 'e',
                            "unbuffered", 'u',
                            "posix", 's'));

    /** A command and where it stands in its range of lines. */
    private static final class Active {
        private final SedCommand command;
        private boolean inRange;
        private long rangeEnd;

        Active(SedCommand command) {
            this.command = command;
        }
    }

    private final boolean quiet;
    private final List<Active> commands = new ArrayList<>();
    private long number;

    /** The line before, kept back until it is known whether it is the last one. */
    private byte @Nullable [] held;

    private boolean heldTerminated = true;

    private SedFilter(List<SedCommand> commands, boolean quiet) {
        this.quiet = quiet;
        commands.forEach(command -> this.commands.add(new Active(command)));
    }

    static Filter of(List<String> arguments) {
        Options options = Options.parse(SPEC, arguments);
        List<String> scripts = options.values('e');
        int operands = scripts.isEmpty() ? 1 : 0;
        if (options.operands().size() < operands) {
            throw Options.refused("sed", "it needs a script");
        }
        options.refuseFiles(operands);
        String script =
                scripts.isEmpty() ? options.operands().getFirst() : String.join("\n", scripts);
        boolean extended = options.has('E') || options.has('r');
        return new SedFilter(SedParser.parse(script, extended), options.has('n'));
    }

    /** Only a script that asks for the last line must know which that is. */
    private boolean needsLast() {
        return commands.stream().anyMatch(active -> active.command.looksForLast());
    }

    @Override
    boolean line(Line line, boolean terminated, Downstream out) {
        if (!needsLast()) {
            return run(line, false, terminated, out);
        }
        byte[] previous = held;
        held = line.copy();
        heldTerminated = terminated;
        if (previous == null) {
            return true;
        }
        Line whole = new Line(previous, 0, previous.length);
        boolean wanted = run(whole, false, true, out);
        if (!wanted) {
            held = null;
        }
        return wanted;
    }

    @Override
    int end(Downstream out) {
        byte[] last = held;
        if (last != null) {
            Line whole = new Line(last, 0, last.length);
            boolean _ = run(whole, true, heldTerminated, out);
        }
        return 0;
    }

    /** What a script does to one line. */
    private final class Pass {

        private final boolean terminated;
        private final Downstream out;
        private String space;

        /** The line as it came, as long as nothing changed it. */
        private @Nullable Line original;

        private boolean deleted;
        private boolean quits;
        private boolean printed;

        Pass(Line line, boolean terminated, Downstream out) {
            this.space = line.text();
            this.original = line;
            this.terminated = terminated;
            this.out = out;
        }

        void apply(SedCommand.Action action) {
            switch (action) {
                case SedCommand.Print _ -> print();
                case SedCommand.PrintNumber _ -> {
                    boolean _ = writeLine(Line.of(Long.toString(number)), out);
                }
                case SedCommand.Delete _ -> deleted = true;
                case SedCommand.Quit _ -> quits = true;
                case SedCommand.Substitute substitute -> substitute(substitute);
                case SedCommand.Translate translate -> change(translate.apply(space));
            }
        }

        private void substitute(SedCommand.Substitute substitute) {
            String replaced = substitute.apply(space);
            if (replaced != null) {
                change(replaced);
                if (substitute.prints()) {
                    print();
                }
            }
        }

        private void change(String text) {
            space = text;
            original = null;
        }

        void print() {
            // The end that the last line lacks is lacking only behind the last thing printed.
            if (printed && !terminated) {
                boolean _ = out.write(new byte[] {'\n'}, 0, 1);
            }
            printed = true;
            SedFilter.print(space, original, terminated, out);
        }
    }

    private boolean run(Line line, boolean isLast, boolean terminated, Downstream out) {
        number++;
        Pass pass = new Pass(line, terminated, out);
        for (Active active : commands) {
            if (isAddressed(active, pass.space, isLast)) {
                pass.apply(active.command.action());
            }
            if (pass.deleted || pass.quits) {
                break;
            }
        }
        if (!quiet && !pass.deleted) {
            pass.print();
        }
        return !pass.quits;
    }

    /** Bytes that are no UTF-8 stay what they are in a line that nothing changed. */
    private static void print(
            String text, @Nullable Line original, boolean terminated, Downstream out) {
        Line line = original == null ? Line.of(text) : original;
        boolean _ =
                terminated ? writeLine(line, out) : out.write(line.bytes(), line.from(), line.to());
    }

    private boolean isAddressed(Active active, String text, boolean isLast) {
        SedCommand command = active.command;
        Address second = command.second();
        boolean addressed;
        if (command.first() == null) {
            addressed = true;
        } else if (second == null) {
            addressed = matches(command.first(), text, isLast);
        } else {
            addressed = inRange(active, command.first(), second, text, isLast);
        }
        return addressed != command.negated();
    }

    private boolean inRange(
            Active active, Address first, Address second, String text, boolean isLast) {
        if (active.inRange) {
            boolean ends =
                    second instanceof Address.Pattern
                            ? matches(second, text, isLast)
                            : number >= active.rangeEnd;
            active.inRange = !ends;
            return number <= active.rangeEnd || second instanceof Address.Pattern;
        }
        if (!matches(first, text, isLast)) {
            return false;
        }
        active.rangeEnd =
                switch (second) {
                    case Address.LineNumber(long line) -> line;
                    case Address.Following(long count) -> number + count;
                    case Address.Last _, Address.Pattern _, Address.Step _ -> Long.MAX_VALUE;
                };
        active.inRange = active.rangeEnd > number;
        return true;
    }

    private boolean matches(Address address, String text, boolean isLast) {
        return switch (address) {
            case Address.LineNumber(long line) -> number == line;
            case Address.Last _ -> isLast;
            case Address.Step(long first, long step) ->
                    step <= 0 ? number == first : number >= first && (number - first) % step == 0;
            case Address.Following _ -> false;
            case Address.Pattern(com.google.re2j.Pattern pattern) -> {
                Matcher matcher = pattern.matcher(text);
                yield matcher.find();
            }
        };
    }
}
