package dev.mcpk8s.filter;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.filter.jq.JqOptions;
import dev.mcpk8s.filter.jq.JqRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code jq}: a program on each JSON value as it comes. */
final class JqFilter implements Filter {

    private static final Map<String, Character> LONG_NAMES =
            Map.ofEntries(
                    Map.entry("raw-output", 'r'),
                    Map.entry("compact-output", 'c'),
                    Map.entry("slurp", 's'),
                    Map.entry("null-input", 'n'),
                    Map.entry("exit-status", 'e'),
                    Map.entry("sort-keys", 'S'),
                    Map.entry("ascii-output", 'a'),
                    Map.entry("join-output", 'j'),
                    Map.entry("monochrome-output", 'M'),
                    Map.entry("unbuffered", 'M'),
                    Map.entry("tab", 't'));

    private static final String LETTERS = "rcsneSajM";
    private static final int WIDEST_INDENT = 7;

    private final String program;
    private final JqOptions options;
    private final Cancellation cancellation;
    private @Nullable JqRun run;

    private JqFilter(String program, JqOptions options, Cancellation cancellation) {
        this.program = program;
        this.options = options;
        this.cancellation = cancellation;
    }

    static Filter of(List<String> arguments, Cancellation cancellation) {
        Words words = new Words(arguments);
        words.read();
        String program = words.program;
        if (program == null) {
            throw Options.refused("jq", "it needs a program");
        }
        return new JqFilter(program, words.options(), cancellation);
    }

    /** The words of its command line. */
    private static final class Words {

        private final List<String> words;
        private final Set<Character> letters = new TreeSet<>();
        private final Map<String, String> arguments = new LinkedHashMap<>();
        private int indent = 2;
        private int at;
        private @Nullable String program;

        Words(List<String> words) {
            this.words = words;
        }

        void read() {
            boolean optionsEnd = false;
            while (at < words.size()) {
                String word = words.get(at++);
                if (!optionsEnd && word.equals("--")) {
                    optionsEnd = true;
                } else if (!optionsEnd && word.startsWith("--")) {
                    longOption(word.substring(2));
                } else if (!optionsEnd && word.length() > 1 && word.startsWith("-")) {
                    word.chars().skip(1).forEach(c -> letter((char) c));
                } else if (program == null) {
                    program = word;
                } else if (!word.equals("-")) {
                    throw Options.refused(
                            "jq",
                            "it reads what comes through the pipe and no files, so \""
                                    + word
                                    + "\" cannot stand here");
                }
            }
        }

        private void letter(char letter) {
            if (LETTERS.indexOf(letter) < 0) {
                throw Options.refused(
                        "jq",
                        "the option -"
                                + letter
                                + " is not available here; these are: -"
                                + LETTERS
                                + " --tab --indent --arg --argjson");
            }
            letters.add(letter);
        }

        private void longOption(String name) {
            switch (name) {
                case "arg" -> {
                    String key = value(name);
                    arguments.putIfAbsent(key, Quoted.json(value(name)));
                }
                case "argjson" -> {
                    String key = value(name);
                    arguments.putIfAbsent(key, value(name));
                }
                case "indent" -> {
                    long asked = Options.count("jq", value(name));
                    if (asked > WIDEST_INDENT) {
                        throw Options.refused("jq", "--indent takes a number from 0 to 7");
                    }
                    letters.remove('t');
                    indent = (int) asked;
                }
                default -> {
                    Character letter = LONG_NAMES.get(name);
                    if (letter == null) {
                        throw Options.refused(
                                "jq",
                                "the option --"
                                        + name
                                        + " is not available here; these are: "
                                        + String.join(" ", new TreeSet<>(LONG_NAMES.keySet()))
                                        + " indent arg argjson");
                    }
                    letters.add(letter);
                }
            }
        }

        private String value(String option) {
            if (at >= words.size()) {
                throw Options.refused("jq", "the option --" + option + " needs a value");
            }
            return words.get(at++);
        }

        JqOptions options() {
            String step = letters.contains('t') ? "\t" : " ".repeat(indent);
            return new JqOptions(
                    letters.contains('r'),
                    letters.contains('j'),
                    letters.contains('s'),
                    letters.contains('n'),
                    letters.contains('e'),
                    new JqOptions.Layout(
                            letters.contains('c') ? "" : step,
                            letters.contains('S'),
                            letters.contains('a')),
                    Map.copyOf(arguments));
        }
    }

    /** A text as JSON. */
    private static final class Quoted {

        private Quoted() {}

        static String json(String text) {
            char[] quoted =
                    com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                            .quoteAsString(text);
            return '"' + new String(quoted) + '"';
        }
    }

    @Override
    public boolean accept(byte[] bytes, int from, int to, Downstream out) {
        return run(out).accept(bytes, from, to);
    }

    @Override
    public int finish(Downstream out) {
        return run(out).finish();
    }

    /** The run begins with the first call, when it is known where errors go. */
    private JqRun run(Downstream out) {
        JqRun begun = run;
        if (begun == null) {
            begun = new JqRun(program, options, cancellation, new End(out));
            run = begun;
        }
        return begun;
    }

    private record End(Downstream out) implements JqRun.Sink {

        @Override
        public boolean write(byte[] bytes) {
            return out.write(bytes, 0, bytes.length);
        }

        @Override
        public void error(String line) {
            out.error(line);
        }
    }
}
