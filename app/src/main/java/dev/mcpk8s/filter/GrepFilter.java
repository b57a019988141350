package dev.mcpk8s.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code grep}: the lines that match. */
final class GrepFilter extends LineFilter {

    private static final Options.Spec SPEC =
            new Options.Spec(
                    "grep",
                    "ivcnoqwxhHsEFGPUae:m:A:B:C:",
                    Map.ofEntries(
                            Map.entry("ignore-case", 'i'),
                            Map.entry("invert-match", 'v'),
                            Map.entry("count", 'c'),
                            Map.entry("line-number", 'n'),
                            Map.entry("only-matching", 'o'),
                            Map.entry("quiet", 'q'),
                            Map.entry("silent", 'q'),
                            Map.entry("word-regexp", 'w'),
                            Map.entry("line-regexp", 'x'),
                            Map.entry("no-filename", 'h'),
                            Map.entry("with-filename", 'H'),
                            Map.entry("no-messages", 's'),
                            Map.entry("extended-regexp", 'E'),
                            Map.entry("fixed-strings", 'F'),
                            Map.entry("basic-regexp", 'G'),
                            Map.entry("perl-regexp", 'P'),
                            Map.entry("text", 'a'),
                            Map.entry("regexp", 'e'),
                            Map.entry("max-count", 'm'),
                            Map.entry("after-context", 'A'),
                            Map.entry("before-context", 'B'),
                            Map.entry("context", 'C'),
                            Map.entry("line-buffered", 'U'),
                            Map.entry("color", 'U'),
                            Map.entry("colour", 'U')));

    private static final String FILE = "(standard input)";

    private final Options options;
    private final Pattern pattern;
    private final boolean wholeWords;
    private final long most;
    private final long before;
    private final long after;

    private final ArrayDeque<byte[]> context = new ArrayDeque<>();
    private long number;
    private long found;
    private long lastPrinted;
    private long afterLeft;

    private GrepFilter(Options options, Pattern pattern) {
        this.options = options;
        this.pattern = pattern;
        this.wholeWords = options.has('w') && !options.has('x');
        this.most = options.number('m', Long.MAX_VALUE);
        long around = options.number('C', 0);
        this.before = Math.min(options.number('B', around), 100_000);
        this.after = options.number('A', around);
    }

    static Filter of(List<String> arguments) {
        List<String> words =
                arguments.stream()
                        .map(w -> w.matches("-[0-9]{1,5}") ? "-C" + w.substring(1) : w)
                        .toList();
        Options options = Options.parse(SPEC, words);
        List<String> patterns = options.values('e');
        int operands = patterns.isEmpty() ? 1 : 0;
        if (options.operands().size() < operands) {
            throw Options.refused("grep", "it needs a pattern");
        }
        options.refuseFiles(operands);
        String text =
                patterns.isEmpty() ? options.operands().getFirst() : String.join("\n", patterns);
        return new GrepFilter(options, compile(options, text));
    }

    /** Each line of the pattern is one of its own. */
    private static Pattern compile(Options options, String text) {
        if (options.given().stream()
                        .map(Options.Given::letter)
                        .filter(o -> "EFGP".indexOf(o) >= 0)
                        .distinct()
                        .count()
                > 1) {
            throw Options.refused("grep", "-E, -F, -G and -P exclude each other");
        }
        PosixPattern.Syntax syntax = PosixPattern.Syntax.BASIC;
        for (Options.Given option : options.given()) {
            syntax =
                    switch (option.letter()) {
                        case 'E' -> PosixPattern.Syntax.EXTENDED;
                        case 'F' -> PosixPattern.Syntax.FIXED;
                        case 'G' -> PosixPattern.Syntax.BASIC;
                        case 'P' -> PosixPattern.Syntax.PERL;
                        default -> syntax;
                    };
        }
        StringBuilder all = new StringBuilder();
        for (String one : text.split("\n", -1)) {
            all.append(all.isEmpty() ? "" : "|")
                    .append("(?:")
                    .append(PosixPattern.translate("grep", one, syntax))
                    .append(')');
        }
        String translated = options.has('x') ? "^(?:" + all + ")$" : all.toString();
        return PosixPattern.compileTranslated("grep", translated, syntax, options.has('i'));
    }

    @Override
    boolean line(Line line, boolean terminated, Downstream out) {
        number++;
        if (found >= most) {
            return contextAfter(line, out);
        }
        boolean matches = matches(line) != options.has('v');
        if (!matches) {
            return contextAfter(line, out);
        }
        found++;
        if (options.has('q')) {
            return false;
        }
        if (options.has('c')) {
            return found < most;
        }
        separate(out);
        boolean wanted = options.has('o') ? printMatches(line, out) : printWithContext(line, out);
        return wanted && (found < most || afterLeft > 0);
    }

    @Override
    int end(Downstream out) {
        if (options.has('c') && !options.has('q')) {
            boolean _ = writeLine(Line.of((options.has('H') ? FILE + ":" : "") + found), out);
        }
        return found > 0 ? 0 : 1;
    }

    private boolean matches(Line line) {
        if (wholeWords) {
            return nextMatch(line.text(), 0) != null;
        }
        return pattern.matcher(line.copy()).find();
    }

    /** Where a match lies in a line's text. */
    private record Span(int start, int end) {}

    private @Nullable Span nextMatch(String text, int from) {
        Matcher matcher = pattern.matcher(text);
        int start = from;
        while (start <= text.length() && matcher.find(start)) {
            if (!wholeWords || isWord(text, matcher.start(), matcher.end())) {
                return new Span(matcher.start(), matcher.end());
            }
            start = matcher.start() + 1;
        }
        return null;
    }

    private static boolean isWord(String text, int start, int end) {
        boolean joinedBefore = start > 0 && isWordCharacter(text.charAt(start - 1));
        boolean joinedAfter = end < text.length() && isWordCharacter(text.charAt(end));
        return !joinedBefore && !joinedAfter;
    }

    private static boolean isWordCharacter(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private boolean printMatches(Line line, Downstream out) {
        if (options.has('v')) {
            return true;
        }
        String text = line.text();
        boolean wanted = true;
        int from = 0;
        Span span = nextMatch(text, from);
        while (wanted && span != null) {
            if (span.end() > span.start()) {
                byte[] match =
                        text.substring(span.start(), span.end()).getBytes(StandardCharsets.UTF_8);
                wanted = print(new Line(match, 0, match.length), number, ':', out);
            }
            from = Math.max(span.end(), span.start() + 1);
            span = nextMatch(text, from);
        }
        return wanted;
    }

    /** A line between groups that do not touch, also where only the matches are printed. */
    private void separate(Downstream out) {
        long first = Math.max(lastPrinted + 1, number - before);
        if ((before > 0 || after > 0) && lastPrinted > 0 && first > lastPrinted + 1) {
            boolean _ = writeLine(Line.of("--"), out);
        }
        afterLeft = after;
        lastPrinted = number;
    }

    private boolean printWithContext(Line line, Downstream out) {
        long at = number - context.size();
        for (byte[] earlier : context) {
            boolean _ = print(new Line(earlier, 0, earlier.length), at++, '-', out);
        }
        context.clear();
        return print(line, number, ':', out);
    }

    private boolean contextAfter(Line line, Downstream out) {
        boolean silent = options.has('c') || options.has('q');
        if (afterLeft > 0 && !silent) {
            afterLeft--;
            lastPrinted = number;
            boolean wanted = options.has('o') || print(line, number, '-', out);
            return wanted && (found < most || afterLeft > 0);
        }
        if (before > 0 && !silent && !options.has('o')) {
            context.addLast(line.copy());
            if (context.size() > before) {
                context.removeFirst();
            }
        }
        return found < most;
    }

    private boolean print(Line line, long at, char separator, Downstream out) {
        StringBuilder prefix = new StringBuilder();
        if (options.has('H')) {
            prefix.append(FILE).append(separator);
        }
        if (options.has('n')) {
            prefix.append(at).append(separator);
        }
        if (!prefix.isEmpty()) {
            byte[] bytes = prefix.toString().getBytes(StandardCharsets.UTF_8);
            boolean _ = out.write(bytes, 0, bytes.length);
        }
        return writeLine(line, out);
    }
}
