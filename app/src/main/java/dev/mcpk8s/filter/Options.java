package dev.mcpk8s.filter;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A filter's options as GNU's {@code getopt_long} reads them: short ones bundled, long ones
 * abbreviated where that is clear, operands anywhere, {@code --} before operands that look like
 * options.
 *
 * @param name the filter's
 * @param given the options in their order
 */
record Options(String name, List<Given> given, List<String> operands) {

    /** What numbers look like. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}");

    /** An option by its letter, with its value; empty where it has none. */
    record Given(char letter, String value) {}

    /**
     * What a filter understands.
     *
     * @param letters the short options, each that takes a value followed by {@code :}
     * @param longNames long option → letter
     */
    record Spec(String name, String letters, Map<String, Character> longNames) {

        boolean knows(char letter) {
            return letter != ':' && letters.indexOf(letter) >= 0;
        }

        boolean takesValue(char letter) {
            int at = letters.indexOf(letter);
            return at + 1 < letters.length() && letters.charAt(at + 1) == ':';
        }
    }

    /**
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED} for an option that is not there
     */
    static Options parse(Spec spec, List<String> arguments) {
        List<Given> given = new ArrayList<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : null;
            if (word.equals("--")) {
                operands.addAll(arguments.subList(i + 1, arguments.size()));
                break;
            } else if (word.startsWith("--")) {
                i += longOption(spec, word.substring(2), next, given);
            } else if (word.length() > 1 && word.startsWith("-")) {
                i += shortOptions(spec, word, next, given);
            } else {
                operands.add(word);
            }
        }
        return new Options(spec.name(), List.copyOf(given), List.copyOf(operands));
    }

    boolean has(char letter) {
        return given.stream().anyMatch(option -> option.letter() == letter);
    }

    /** The value given last, null when the option was not given. */
    @Nullable String value(char letter) {
        return values(letter).isEmpty() ? null : values(letter).getLast();
    }

    List<String> values(char letter) {
        return given.stream()
                .filter(option -> option.letter() == letter)
                .map(Given::value)
                .toList();
    }

    /**
     * The number given last.
     *
     * @throws CommandException when it is none, or below 0
     */
    long number(char letter, long otherwise) {
        String value = value(letter);
        return value == null ? otherwise : count(name, value);
    }

    static long count(String filter, String value) {
        if (!NUMBER.matcher(value).matches() || value.startsWith("-")) {
            throw refused(filter, "\"" + value + "\" is not a number it can use");
        }
        return Long.parseLong(value);
    }

    /** There are no files here, so what is left over must be nothing, or standard input. */
    void refuseFiles(int from) {
        for (String operand : operands.subList(Math.min(from, operands.size()), operands.size())) {
            if (!operand.equals("-")) {
                throw refused(
                        name,
                        "it reads what comes through the pipe and no files, so \""
                                + operand
                                + "\" cannot stand here");
            }
        }
    }

    static CommandException refused(String filter, String reason) {
        return new CommandException(ErrorCode.COMMAND_REFUSED, filter + ": " + reason);
    }

    private static int longOption(
            Spec spec, String word, @Nullable String next, List<Given> given) {
        int equals = word.indexOf('=');
        String option = equals < 0 ? word : word.substring(0, equals);
        Character letter = spec.longNames().get(option);
        if (letter == null) {
            List<String> meant =
                    spec.longNames().keySet().stream()
                            .filter(known -> known.startsWith(option))
                            .toList();
            if (meant.size() != 1) {
                throw unknown(spec, "--" + option);
            }
            letter = spec.longNames().get(meant.getFirst());
        }
        if (letter == null) {
            throw unknown(spec, "--" + option);
        }
        if (!spec.takesValue(letter)) {
            given.add(new Given(letter, equals < 0 ? "" : word.substring(equals + 1)));
            return 0;
        }
        given.add(
                new Given(
                        letter,
                        equals < 0
                                ? needed(spec, "--" + option, next)
                                : word.substring(equals + 1)));
        return equals < 0 ? 1 : 0;
    }

    private static int shortOptions(
            Spec spec, String word, @Nullable String next, List<Given> given) {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            if (!spec.knows(letter)) {
                throw unknown(spec, "-" + letter);
            }
            if (spec.takesValue(letter)) {
                boolean attached = i + 1 < word.length();
                given.add(
                        new Given(
                                letter,
                                attached
                                        ? word.substring(i + 1)
                                        : needed(spec, "-" + letter, next)));
                return attached ? 0 : 1;
            }
            given.add(new Given(letter, ""));
        }
        return 0;
    }

    private static String needed(Spec spec, String option, @Nullable String next) {
        if (next == null) {
            throw refused(spec.name(), "the option " + option + " needs a value");
        }
        return next;
    }

    private static CommandException unknown(Spec spec, String option) {
        String letters = spec.letters().replace(":", "");
        return refused(
                spec.name(),
                "the option " + option + " is not available here; these are: -" + letters);
    }
}
