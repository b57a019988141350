package dev.mcpk8s.commandline.flag;

import dev.mcpk8s.golang.GoQuote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Tells flags, their values and arguments apart (pflag: {@code flag.go}, {@code parseArgs}).
 *
 * <p>{@code --x=v}, {@code --x v}, {@code -xv}, {@code -x=v}, {@code -x v}, bundles of letters; a
 * flag with a value of its own for the bare form never takes the next word; {@code --} ends flags.
 */
public final class FlagParser {

    private final FlagSet flags;
    private final Deque<String> words;
    private final List<ParsedFlags.Given> given = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();

    private FlagParser(FlagSet flags, List<String> words) {
        this.flags = flags;
        this.words = new ArrayDeque<>(words);
    }

    /**
     * @throws FlagException in pflag's words, for the first flag that cannot be read
     */
    public static ParsedFlags parse(FlagSet flags, List<String> words) {
        return new FlagParser(flags, words).parse();
    }

    private ParsedFlags parse() {
        int dash = -1;
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            if (word.equals("--")) {
                dash = arguments.size();
                arguments.addAll(words);
                words.clear();
            } else if (word.startsWith("--")) {
                longFlag(word);
            } else if (word.startsWith("-") && word.length() > 1) {
                shorthands(word.substring(1));
            } else {
                arguments.add(word);
            }
        }
        return new ParsedFlags(flags, given, arguments, dash);
    }

    private void longFlag(String word) {
        String body = word.substring(2);
        if (body.startsWith("-") || body.startsWith("=")) {
            throw new FlagException("bad flag syntax: " + word);
        }
        int equals = body.indexOf('=');
        String name = equals < 0 ? body : body.substring(0, equals);
        FlagDefinition flag =
                flags.named(name).orElseThrow(() -> new FlagException("unknown flag: --" + name));
        if (equals >= 0) {
            set(flag, body.substring(equals + 1));
        } else if (!flag.takesArgument()) {
            set(flag, flag.withoutArgument());
        } else if (!words.isEmpty()) {
            set(flag, words.removeFirst());
        } else {
            throw new FlagException("flag needs an argument: --" + name);
        }
    }

    private void shorthands(String letters) {
        String rest = letters;
        while (!rest.isEmpty()) {
            rest = shorthand(rest);
        }
    }

    /** Reads the first letter; the letters that are left. */
    private String shorthand(String letters) {
        String letter = letters.substring(0, 1);
        FlagDefinition flag =
                flags.shorthand(letter)
                        .orElseThrow(
                                () ->
                                        new FlagException(
                                                "unknown shorthand flag: "
                                                        + quotedFirstByte(letters)
                                                        + " in -"
                                                        + letters));
        String rest = letters.substring(1);
        if (rest.length() > 1 && rest.startsWith("=")) {
            set(flag, rest.substring(1));
            return "";
        }
        if (!flag.takesArgument()) {
            set(flag, flag.withoutArgument());
            return rest;
        }
        if (!rest.isEmpty()) {
            set(flag, rest);
        } else if (!words.isEmpty()) {
            set(flag, words.removeFirst());
        } else {
            throw new FlagException("flag needs an argument: '" + letter + "' in -" + letters);
        }
        return "";
    }

    private void set(FlagDefinition flag, String value) {
        try {
            flag.type().check(value);
        } catch (FlagException wrong) {
            throw new FlagException(
                    "invalid argument "
                            + GoQuote.quote(value)
                            + " for "
                            + GoQuote.quote(flag.displayName())
                            + " flag: "
                            + wrong.text());
        }
        given.add(new ParsedFlags.Given(flag, value));
    }

    /** pflag takes the first byte of a letter for the letter. */
    private static String quotedFirstByte(String letters) {
        int first = letters.getBytes(StandardCharsets.UTF_8)[0] & 0xff;
        String text = Character.toString(first);
        String quoted = GoQuote.quote(text);
        return switch (text) {
            case "'" -> "'\\''";
            case "\"" -> "'\"'";
            default -> "'" + quoted.substring(1, quoted.length() - 1) + "'";
        };
    }
}
