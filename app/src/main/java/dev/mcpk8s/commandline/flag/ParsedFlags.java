package dev.mcpk8s.commandline.flag;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command line's flags say, and the words between them.
 *
 * @param given the flags in the order they were given
 * @param arguments the words that are no flags and no values of flags
 * @param argumentsBeforeDash how many of them stood before {@code --}; -1 when it was not given
 */
public record ParsedFlags(
        FlagSet definitions, List<Given> given, List<String> arguments, int argumentsBeforeDash) {

    /** A flag and the value it was given. */
    public record Given(FlagDefinition flag, String value) {

        /** {@code --flag=false}: as if it were not there. */
        public boolean isSwitchedOff() {
            return flag.type() == FlagType.BOOL && !GoValues.parseBool(value);
        }
    }

    public ParsedFlags {
        given = List.copyOf(given);
        arguments = List.copyOf(arguments);
    }

    public boolean isGiven(String name) {
        return last(name).isPresent();
    }

    /** The value given last, else the flag's default. */
    public String text(String name) {
        return last(name)
                .or(() -> definitions.named(name).map(FlagDefinition::defaultValue))
                .orElse("");
    }

    public boolean isTrue(String name) {
        String value = text(name);
        return !value.isEmpty() && GoValues.parseBool(value);
    }

    public long number(String name) {
        return GoValues.parseInt(text(name), 0, Long.SIZE);
    }

    /** All values of a flag that adds up; nothing when it was not given. */
    public List<String> list(String name) {
        List<String> values = new ArrayList<>();
        for (Given one : given) {
            if (one.flag().name().equals(name)) {
                values.addAll(valuesOf(one));
            }
        }
        return List.copyOf(values);
    }

    /** The same line without a flag. */
    public ParsedFlags without(String name) {
        return new ParsedFlags(
                definitions,
                given.stream().filter(one -> !one.flag().name().equals(name)).toList(),
                arguments,
                argumentsBeforeDash);
    }

    /** What one flag on the line adds: several values where commas part them. */
    public static List<String> valuesOf(Given one) {
        return one.flag().type() == FlagType.STRING_SLICE
                ? Csv.firstRecord(one.value())
                : List.of(one.value());
    }

    private Optional<String> last(String name) {
        Optional<String> value = Optional.empty();
        for (Given one : given) {
            if (one.flag().name().equals(name)) {
                value = Optional.of(one.value());
            }
        }
        return value;
    }
}
