package dev.mcpk8s.filter;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.filter.awk.AwkRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code awk}: a program on each line as it comes. */
final class AwkFilter extends LineFilter {

    private static final Pattern ASSIGNMENT =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

    /** Options of awk and gawk that take a value. */
    private static final Set<String> LONG_NAMES = Set.of("field-separator", "assign");

    private final String program;
    private final AwkRun.Settings settings;
    private final Cancellation cancellation;
    private @Nullable AwkRun run;
    private @Nullable End end;

    private AwkFilter(String program, AwkRun.Settings settings, Cancellation cancellation) {
        this.program = program;
        this.settings = settings;
        this.cancellation = cancellation;
    }

    static Filter of(List<String> arguments, Cancellation cancellation) {
        Words words = new Words(arguments);
        AwkFilter filter = new AwkFilter(words.program(), words.settings(), cancellation);
        // a program that cannot be read is refused before anything runs
        AwkRun _ = filter.begin(new End(null));
        return filter;
    }

    /** The words of its command line. */
    private static final class Words {

        private final List<String> words;
        private final List<Map.Entry<String, String>> before = new ArrayList<>();
        private int at;

        Words(List<String> words) {
            this.words = words;
        }

        /** The first word that is neither an option nor its value. */
        String program() {
            while (at < words.size()) {
                String word = words.get(at++);
                if (word.equals("--")) {
                    break;
                } else if (word.startsWith("--")) {
                    longOption(word.substring(2));
                } else if (word.length() > 1 && word.startsWith("-")) {
                    option(word.charAt(1), word.substring(2));
                } else {
                    return word;
                }
            }
            if (at >= words.size()) {
                throw Options.refused("awk", "it needs a program");
            }
            return words.get(at++);
        }

        private void longOption(String word) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!LONG_NAMES.contains(name)) {
                throw unknown("--" + name);
            }
            option(name.equals("assign") ? 'v' : 'F', equals < 0 ? "" : word.substring(equals + 1));
        }

        private void option(char letter, String rest) {
            if (letter != 'F' && letter != 'v') {
                throw unknown("-" + letter);
            }
            if (rest.isEmpty() && at >= words.size()) {
                throw Options.refused("awk", "the option -" + letter + " needs a value");
            }
            String value = rest.isEmpty() ? words.get(at++) : rest;
            if (letter == 'F') {
                before.add(Map.entry("FS", value));
            } else {
                before.add(assignment(value));
            }
        }

        private static RuntimeException unknown(String option) {
            return Options.refused(
                    "awk", "the option " + option + " is not available here; these are: -F -v");
        }

        private static Map.Entry<String, String> assignment(String word) {
            if (!ASSIGNMENT.matcher(word).matches()) {
                throw Options.refused("awk", "\"" + word + "\" sets no variable: write name=value");
            }
            int equals = word.indexOf('=');
            return Map.entry(word.substring(0, equals), word.substring(equals + 1));
        }

        /** What is left behind the program sets variables too; there are no files. */
        AwkRun.Settings settings() {
            List<Map.Entry<String, String>> after = new ArrayList<>();
            for (String word : words.subList(at, words.size())) {
                if (ASSIGNMENT.matcher(word).matches()) {
                    after.add(assignment(word));
                } else if (!word.equals("-")) {
                    throw Options.refused(
                            "awk",
                            "it reads what comes through the pipe and no files, so \""
                                    + word
                                    + "\" cannot stand here");
                }
            }
            return new AwkRun.Settings(before, after);
        }
    }

    @Override
    boolean line(Line line, boolean terminated, Downstream out) {
        boolean wanted = run(out).accept(line.text());
        return wanted && end != null && end.wantsMore;
    }

    @Override
    int end(Downstream out) {
        return run(out).finish();
    }

    /** The run begins with the first call, when it is known where output goes. */
    private AwkRun run(Downstream out) {
        AwkRun begun = run;
        if (begun == null) {
            end = new End(out);
            begun = begin(end);
            run = begun;
        }
        return begun;
    }

    private AwkRun begin(End end) {
        return new AwkRun(
                program,
                settings,
                regex -> PosixPattern.compile("awk", regex, PosixPattern.Syntax.EXTENDED, false),
                cancellation,
                end);
    }

    /** Where output goes, and whether it is still wanted there. */
    private static final class End implements AwkRun.Sink {

        private final @Nullable Downstream out;
        private boolean wantsMore = true;

        /**
         * @param out null for a program that does not run
         */
        End(@Nullable Downstream out) {
            this.out = out;
        }

        @Override
        public void write(byte[] bytes) {
            wantsMore = out != null && out.write(bytes, 0, bytes.length);
        }

        @Override
        public void error(String line) {
            if (out != null) {
                out.error(line);
            }
        }
    }
}
