package dev.mcpk8s.filter.awk;

import com.google.re2j.Pattern;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Regular expressions as patterns; those that a program makes while it runs are remembered. */
final class Regexes {

    private static final int MOST_REMEMBERED = 100;

    private final Function<String, Pattern> compiler;
    private final Map<String, Pattern> made = new LinkedHashMap<>();

    /**
     * @param compiler an extended regular expression, as POSIX writes it, as a pattern that matches
     *     in linear time
     */
    Regexes(Function<String, Pattern> compiler) {
        this.compiler = compiler;
    }

    /** One that stands in the program; its escapes were read. */
    Pattern literal(String regex) {
        return compiler.apply(regex);
    }

    /** A string that is used as one. */
    Pattern dynamic(String text) {
        Pattern known = made.get(text);
        if (known == null) {
            if (made.size() >= MOST_REMEMBERED) {
                made.clear();
            }
            known = compile(Escapes.regex(text));
            made.put(text, known);
        }
        return known;
    }

    /** It is too late to refuse the program that made it. */
    private Pattern compile(String regex) {
        try {
            return compiler.apply(regex);
        } catch (CommandException unusable) {
            throw new CommandException(ErrorCode.COMMAND_FAILED, unusable.text());
        }
    }
}
