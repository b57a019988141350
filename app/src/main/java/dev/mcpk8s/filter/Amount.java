package dev.mcpk8s.filter;

import dev.mcpk8s.error.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much {@code head} and {@code tail} show.
 *
 * @param sign {@code +}, {@code -} or a blank, as typed
 * @param inBytes whether bytes are counted, not lines
 */
record Amount(char sign, long count, boolean inBytes) {

    private static final Pattern TYPED = Pattern.compile("([+-]?)([0-9]{1,15})([A-Za-z]{0,3})");
    private static final Pattern SHORT = Pattern.compile("-([0-9]{1,15})");
    private static final Map<String, Long> UNITS =
            Map.of(
                    "",
                    1L,
                    "b",
                    512L,
                    "K",
                    1L << 10,
                    "k",
                    1L << 10,
                    "KiB",
                    1L << 10,
                    "M",
                    1L << 20,
                    "MiB",
                    1L << 20,
                    "G",
                    1L << 30,
                    "kB",
                    1_000L,
                    "MB",
                    1_000_000L);

    private static final Map<String, Character> LONG_NAMES =
            Map.of("lines", 'n', "bytes", 'c', "quiet", 'q', "silent", 'q', "verbose", 'v');

    /**
     * @throws CommandException for what is no amount
     */
    static Amount of(String filter, List<String> arguments) {
        List<String> words = new ArrayList<>(arguments);
        // Only as the first word: behind an option it is that option's value, as in "-n -3".
        if (!words.isEmpty() && SHORT.matcher(words.getFirst()).matches()) {
            if (filter.equals("tail") && words.size() > 1) {
                throw Options.refused(filter, words.getFirst() + " goes with no other option");
            }
            words.set(0, "-n" + words.getFirst().substring(1));
        }
        Options options = Options.parse(new Options.Spec(filter, "n:c:q", LONG_NAMES), words);
        options.refuseFiles(0);
        Amount amount = new Amount(' ', 10, false);
        for (Options.Given option : options.given()) {
            if (option.letter() != 'q') {
                amount = parse(filter, option.value(), option.letter() == 'c');
            }
        }
        return amount;
    }

    private static Amount parse(String filter, String text, boolean inBytes) {
        Matcher typed = TYPED.matcher(text);
        Long unit = typed.matches() ? UNITS.get(typed.group(3)) : null;
        if (unit == null) {
            throw Options.refused(
                    filter, "\"" + text + "\" is no number of " + (inBytes ? "bytes" : "lines"));
        }
        char sign = typed.group(1).isEmpty() ? ' ' : typed.group(1).charAt(0);
        return new Amount(sign, Long.parseLong(typed.group(2)) * unit, inBytes);
    }
}
